using System.Buffers;
using Microsoft.AspNetCore.Http;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Http;

/// <summary>Refusals over plain HTTP: a <c>{ctrl}</c> as the body.</summary>
public sealed class PlainErrors(IPacketCodec codec, TimeProvider time)
{
    private const string Text = "text/plain; charset=utf-8";

    /// <summary>As end points of the protocol answer: typed as text, with a line feed at the end.</summary>
    public Task WriteAsync(HttpContext context, ReplyCode code) => WriteAsync(context, code, Text, endsLine: true);

    /// <summary>As static files answer: typed as JSON.</summary>
    public Task WriteJsonAsync(HttpContext context, ReplyCode code) => WriteAsync(context, code, "application/json", endsLine: false);

    public static Task WriteBadRequestAsync(HttpContext context)
    {
        var body = "Bad Request\n"u8.ToArray();
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        context.Response.ContentType = Text;
        context.Response.ContentLength = body.Length;
        return context.Response.Body.WriteAsync(body, context.RequestAborted).AsTask();
    }

    private Task WriteAsync(HttpContext context, ReplyCode code, string type, bool endsLine)
    {
        var body = new ArrayBufferWriter<byte>(128);
        codec.Encode(new CtrlPacket { Code = code, Timestamp = time.UtcMilliseconds() }, body);
        if (endsLine)
            body.Write("\n"u8);
        context.Response.StatusCode = code.Number;
        context.Response.ContentType = type;
        if (HttpMethods.IsHead(context.Request.Method))
            return Task.CompletedTask;
        context.Response.ContentLength = body.WrittenCount;
        return context.Response.Body.WriteAsync(body.WrittenMemory, context.RequestAborted).AsTask();
    }
}
