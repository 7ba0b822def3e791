using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>
/// The door at <c>/v0/channels/lp</c> (part A 6.2). A request without "sid" opens a session, one with a body hands a packet over, any
/// other one waits for a packet. Compat: the method says nothing.
/// </summary>
public sealed partial class LongPollEndpoint(
    FrontEndServices services,
    LongPollSessions sessions,
    SessionIntake intake,
    IPacketCodec codec,
    AddressLimit addresses,
    PageOrigins origins,
    ILogger<LongPollEndpoint> logger)
{
    public const string Path = "/v0/channels/lp";

    private const string NoCache = "no-cache, no-store, must-revalidate";

    public async Task HandleAsync(HttpContext context)
    {
        context.Response.ContentType = "text/plain";
        context.Response.Headers.Vary = "Accept-Encoding";
        var values = await RequestValues.ReadAsync(context);
        if (!await services.Keys.IsValidAsync(context))
        {
            await AnswerAsync(context, ReplyCodes.ApiKeyRequired);
            return;
        }
        SetHeaders(context);
        if (!origins.Allow(context))
            await AnswerAsync(context, ReplyCodes.PermissionDenied);
        else if (values["sid"] is not { Length: > 0 } sid)
            await OpenAsync(context, values["id"]);
        else if (sessions.Find(sid) is not { } link)
            await AnswerAsync(context, ReplyCodes.InvalidSession);
        else
            await ServeAsync(context, link);
    }

    private async Task OpenAsync(HttpContext context, string? id)
    {
        var address = ClientAddress.Of(context, services.Options.UseForwardedFor);
        if (services.Registry.IsShuttingDown)
        {
            await AnswerAsync(context, ReplyCodes.ServiceUnavailable);
            return;
        }
        if (addresses.TryEnter(AddressLimit.NetworkOf(context, address)) is not { } place)
        {
            Log.TooManyOfAddress(logger, address);
            await AnswerAsync(context, ReplyCodes.ServiceUnavailable);
            return;
        }
        var link = sessions.Begin(address, place);
        await AnswerAsync(context, ReplyCodes.Created, id, Payload.FromJson($$"""{"sid":"{{link.Sid}}"}"""));
    }

    private async Task ServeAsync(HttpContext context, LongPollTransport link)
    {
        link.RemoteAddress = ClientAddress.Of(context, services.Options.UseForwardedFor);
        link.Touch();
        try
        {
            if (HasBody(context))
                await TakeAsync(context, link);
            else
                await PollAsync(context, link);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; its session waits for the next request.
        }
    }

    private async Task TakeAsync(HttpContext context, LongPollTransport link)
    {
        if (link.Session.IsEnded)
        {
            await AnswerAsync(context, ReplyCodes.InvalidSession);
            return;
        }
        using var turn = await link.EnterAsync(context.RequestAborted);
        if (turn is null)
        {
            await AnswerAsync(context, ReplyCodes.ServiceUnavailable);
            return;
        }
        using var body = await PacketBody.ReadAsync(context, services.Sessions.MessageBytesMax);
        if (body.Refusal is { } status)
        {
            await AnswerAsync(context, ReplyCodes.Malformed, status: status);
            return;
        }
        await intake.ReceiveAsync(link.Session, body.Bytes.Span, context.RequestAborted);
        context.Response.ContentLength = 0;
    }

    private static async Task PollAsync(HttpContext context, LongPollTransport link)
    {
        if (await link.PollAsync(context.RequestAborted) is not { } message)
        {
            context.Response.ContentLength = 0;
            return;
        }
        var isWritten = false;
        try
        {
            context.Response.ContentLength = message.Bytes.Length;
            await context.Response.Body.WriteAsync(message.Bytes, context.RequestAborted);
            await context.Response.CompleteAsync();
            // Writing to a connection that is gone does not fail.
            isWritten = !context.RequestAborted.IsCancellationRequested;
        }
        finally
        {
            if (!isWritten)
                link.GiveBack(message);
        }
    }

    private void SetHeaders(HttpContext context)
    {
        var headers = context.Response.Headers;
        origins.Mark(context);
        if (HttpProtocol.IsHttp10(context.Request.Protocol))
            headers.Pragma = "no-cache";
        else
            headers.CacheControl = NoCache;
        headers.Expires = "0";
    }

    private static bool HasBody(HttpContext context) =>
        context.Request.ContentLength is > 0
        || (context.Request.ContentLength is null && context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true });

    private async Task AnswerAsync(HttpContext context, ReplyCode code, string? id = null, Payload parameters = default, int? status = null)
    {
        var body = new ArrayBufferWriter<byte>(128);
        codec.Encode(new CtrlPacket { Id = id, Code = code, Params = parameters, Timestamp = services.Time.UtcMilliseconds() }, body);
        body.Write("\n"u8);
        context.Response.StatusCode = status ?? code.Number;
        if (HttpMethods.IsHead(context.Request.Method))
            return;
        context.Response.ContentLength = body.WrittenCount;
        await context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "TooManyOfAddress", Level = LogLevel.Warning,
            Message = "Too many sessions of {Address} have not logged in: another one is refused.")]
        public static partial void TooManyOfAddress(ILogger logger, string? address);
    }
}
