using System.Text.Json;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>What <c>{hi}</c> tells of the server (part A 2.4).</summary>
public sealed record HelloLimits
{
    /// <summary>The storage engine and the server's version: "sqlite:0.1.0".</summary>
    public string Build { get; init; } = "undef:undef";

    /// <summary>That of the <see cref="SessionOptions"/>, whatever is set here.</summary>
    public int MessageBytesMax { get; init; } = 128 * 1024;
    public int SubscribersMax { get; init; } = 256;
    public int TagLengthMin { get; init; } = 2;
    public int TagLengthMax { get; init; } = 96;
    public int TagsMax { get; init; } = 16;

    /// <summary>0 if files cannot be uploaded.</summary>
    public long FileBytesMax { get; init; }

    /// <summary>Level of a user to the credentials it must have: "auth" to "email"; null if none are asked for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? RequiredCredentials { get; init; }

    /// <summary>How long after a message it can be deleted for everybody; zero for ever.</summary>
    public TimeSpan MessageDeleteAge { get; init; }

    /// <summary>Servers by which callers find each other.</summary>
    public IReadOnlyList<IceServer> IceServers { get; init; } = [];

    /// <summary>How long a call rings; zero if there are no calls.</summary>
    public TimeSpan CallTimeout { get; init; }

    /// <param name="more">Members that only one transport has.</param>
    public Payload ToParams(Action<Utf8JsonWriter>? more = null) => ReplyParams.Write(writer =>
    {
        writer.WriteString("build", Build);
        writer.WriteString("ver", ProtocolVersion.Current);
        writer.WriteNumber("maxMessageSize", MessageBytesMax);
        writer.WriteNumber("maxSubscriberCount", SubscribersMax);
        writer.WriteNumber("minTagLength", TagLengthMin);
        writer.WriteNumber("maxTagLength", TagLengthMax);
        writer.WriteNumber("maxTagCount", TagsMax);
        writer.WriteNumber("maxFileUploadSize", FileBytesMax);
        writer.WriteNumber("msgDelAge", (long)MessageDeleteAge.TotalSeconds);
        WriteRequired(writer);
        WriteCalls(writer);
        more?.Invoke(writer);
    });

    private void WriteRequired(Utf8JsonWriter writer)
    {
        if (RequiredCredentials is not { Count: > 0 } required)
        {
            writer.WriteNull("reqCred");
            return;
        }
        writer.WriteStartObject("reqCred");
        foreach (var (level, methods) in required)
            WriteTexts(writer, level, methods);
        writer.WriteEndObject();
    }

    private void WriteCalls(Utf8JsonWriter writer)
    {
        if (CallTimeout > TimeSpan.Zero)
            writer.WriteNumber("callTimeout", (int)CallTimeout.TotalSeconds);
        if (IceServers.Count == 0)
            return;
        writer.WriteStartArray("iceServers");
        foreach (var server in IceServers)
        {
            writer.WriteStartObject();
            WriteIfAny(writer, "username", server.UserName);
            WriteIfAny(writer, "credential", server.Credential);
            WriteIfAny(writer, "credential_type", server.CredentialType);
            WriteTexts(writer, "urls", server.Urls);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static void WriteIfAny(Utf8JsonWriter writer, string name, string? text)
    {
        if (!string.IsNullOrEmpty(text))
            writer.WriteString(name, text);
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
            writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
