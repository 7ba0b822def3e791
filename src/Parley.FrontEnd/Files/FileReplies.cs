using System.Buffers;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Files;

/// <summary>Answers about files: a <c>{ctrl}</c> in JSON, whose code is that of the response.</summary>
public sealed class FileReplies(IPacketCodec codec, TimeProvider time)
{
    private const string Json = "application/json; charset=utf-8";

    /// <param name="id">Of the request; null if it has none.</param>
    public Task WriteAsync(HttpContext context, Rejection refusal, string? id = null) => WriteAsync(context, refusal.Code, refusal.Params, id);

    public Task WriteAsync(HttpContext context, ReplyCode code, Payload parameters = default, string? id = null)
    {
        context.Response.StatusCode = code.Number;
        context.Response.ContentType = Json;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        var body = new ArrayBufferWriter<byte>(256);
        var reply = new CtrlPacket
        {
            Id = string.IsNullOrEmpty(id) ? null : id,
            Code = code,
            Params = parameters,
            Timestamp = time.UtcMilliseconds(),
        };
        codec.Encode(reply, body);
        body.Write("\n"u8);
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }

    /// <summary>The client finds the file elsewhere.</summary>
    public static ReplyCode Elsewhere { get; } =
        new(StatusCodes.Status308PermanentRedirect, ReasonPhrases.GetReasonPhrase(StatusCodes.Status308PermanentRedirect));
}
