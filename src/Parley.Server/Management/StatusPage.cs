using System.Text.Json;
using Parley.Cluster.Topics;
using Parley.FrontEnd.Sessions;
using Parley.Protocol;
using Parley.Protocol.Names;

namespace Parley.Server.Management;

/// <summary>Which sessions and topics there are, in the form of the reference (part A 6.9).</summary>
internal sealed class StatusPage(SessionRegistry sessions, LoadedTopics topics, HelloLimits limits, TimeProvider time)
{
    private const int FlushBytes = 64 * 1024;

    public async Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        writer.WriteString("server_version", ProtocolVersion.Current);
        writer.WriteString("build_id", limits.Build);
        writer.WriteString("ts", time.UtcMilliseconds());
        writer.WriteStartArray("sessions");
        foreach (var session in sessions.All)
        {
            Write(writer, session);
            if (writer.BytesPending > FlushBytes)
                await writer.FlushAsync(context.RequestAborted);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("topics");
        foreach (var topic in topics.Names)
        {
            writer.WriteStartObject();
            writer.WriteString("topic", topic.Value);
            writer.WriteEndObject();
            if (writer.BytesPending > FlushBytes)
                await writer.FlushAsync(context.RequestAborted);
        }
        writer.WriteEndArray();
        // Unread messages are counted in the topics themselves: there is no table of them.
        writer.WriteStartArray("user_cache");
        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private static void Write(Utf8JsonWriter writer, Session session)
    {
        writer.WriteStartObject();
        if (session.Transport.RemoteAddress is { } address)
            writer.WriteString("remote_addr", address);
        if (session.Client.UserAgent is { Length: > 0 } agent)
            writer.WriteString("ua", agent);
        if (session.IsAuthenticated)
            writer.WriteString("uid", session.User.Text);
        // The number by which the log names it. A polling client is known by another name, which is secret.
        writer.WriteString("sid", new UserId((ulong)session.Id.Number).Text);
        var attached = session.Attached;
        if (attached.Count > 0)
        {
            writer.WriteStartArray("subs");
            foreach (var topic in attached)
                writer.WriteStringValue(topic.Value);
            writer.WriteEndArray();
        }
        writer.WriteEndObject();
    }
}
