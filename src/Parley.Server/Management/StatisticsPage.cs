using System.Text.Json;
using Parley.Protocol;

namespace Parley.Server.Management;

/// <summary>Numbers under the names of the reference (part A 6.9), which its exporter reads.</summary>
internal sealed class StatisticsPage(MeasuredValues values, TimeProvider time)
{
    private readonly long _started = time.GetTimestamp();

    public async Task ShowAsync(HttpContext context)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-store";
        await using var writer = new Utf8JsonWriter(context.Response.BodyWriter);
        writer.WriteStartObject();
        WriteProcess(writer);
        WriteCounts(writer);
        writer.WriteEndObject();
        await writer.FlushAsync(context.RequestAborted);
    }

    private void WriteProcess(Utf8JsonWriter writer)
    {
        // Not how the process was called: arguments may hold what is nobody's business.
        writer.WriteStartArray("cmdline");
        writer.WriteStringValue("parley");
        writer.WriteEndArray();
        writer.WriteStartObject("memstats");
        writer.WriteNumber("Alloc", GC.GetTotalMemory(forceFullCollection: false));
        writer.WriteNumber("TotalAlloc", GC.GetTotalAllocatedBytes());
        writer.WriteNumber("Sys", Environment.WorkingSet);
        writer.WriteNumber("NumGC", GC.CollectionCount(0));
        writer.WriteEndObject();
        writer.WriteNumber("Uptime", time.GetElapsedTime(_started).TotalSeconds);
        writer.WriteNumber("NumGoroutines", ThreadPool.ThreadCount);
        writer.WriteNumber("Version", ProtocolNumber());
        writer.WriteStartObject("DbStats");
        writer.WriteNumber("Commits", values.SumOf("parley.commits", "stored"));
        writer.WriteNumber("FailedCommits", values.SumOf("parley.commits", "failed"));
        writer.WriteEndObject();
        // A process by itself.
        writer.WriteNumber("ClusterLeader", 0);
        writer.WriteNumber("TotalClusterNodes", 0);
        writer.WriteNumber("LiveClusterNodes", 0);
    }

    private void WriteCounts(Utf8JsonWriter writer)
    {
        writer.WriteNumber("LiveSessions", values.SumOf("parley.sessions.live"));
        writer.WriteNumber("TotalSessions", values.SumOf("parley.sessions"));
        writer.WriteNumber("LiveTopics", values.SumOf("parley.topics.live"));
        writer.WriteNumber("TotalTopics", values.SumOf("parley.topics"));
        foreach (var (name, label) in new[] { ("Websock", "websocket"), ("Longpoll", "longpoll"), ("Grpc", "grpc") })
        {
            writer.WriteNumber($"IncomingMessages{name}Total", values.SumOf("parley.messages.received", label));
            writer.WriteNumber($"OutgoingMessages{name}Total", values.SumOf("parley.messages.sent", label));
        }
        writer.WriteNumber("FileDownloadsTotal", values.SumOf("parley.files.downloads"));
        writer.WriteNumber("FileUploadsTotal", values.SumOf("parley.files.uploads"));
        foreach (var codes in new[] { "2xx", "3xx", "4xx", "5xx" })
            writer.WriteNumber($"CtrlCodesTotal{codes}", values.SumOf("parley.replies", codes));
        writer.WritePropertyName("RequestLatency");
        values.RequestLatency.Write(writer);
        writer.WritePropertyName("OutgoingMessageSize");
        values.MessageSize.Write(writer);
    }

    // Compat: major, minor and patch, two digits each.
    private static int ProtocolNumber()
    {
        var packed = ProtocolVersion.Parse(ProtocolVersion.Current).Packed;
        return ((packed >> 16) * 10000) + (((packed >> 8) & 0xFF) * 100) + (packed & 0xFF);
    }
}
