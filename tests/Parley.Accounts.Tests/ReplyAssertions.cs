using System.Text.Json;

namespace Parley.Accounts.Tests;

internal static class ReplyAssertions
{
    /// <summary>Asserts number, text and the names of the parameters; returns those.</summary>
    public static JsonElement Is(this AccountReply reply, int number, string text, string? json = null)
    {
        Assert.Equal($"{number} {text}", $"{reply.Code.Number} {reply.Code.Text}");
        if (json is not null)
            Assert.Equal(json, reply.Params.ToString());
        return reply.Params.IsNull ? default : JsonDocument.Parse(reply.Params.Utf8).RootElement;
    }

    public static byte[] Token(this AccountReply reply) => reply.Params.IsNull
        ? throw new InvalidOperationException($"No token: {reply.Code}")
        : JsonDocument.Parse(reply.Params.Utf8).RootElement.GetProperty("token").GetBytesFromBase64();
}
