using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Parley.Load.Measuring;

/// <summary>Gathers the figures of a run and prints them.</summary>
internal sealed class RunReport
{
    private readonly List<Figure> _figures = [];

    public string Scenario { get; set; } = "";

    /// <summary>What was run, in a few words.</summary>
    public string Setting { get; set; } = "";

    public string Server { get; set; } = "";

    public void Add(string key, string title, double? value, int digits = 0) => _figures.Add(new Figure(key, title, value, digits));

    /// <summary>Adds a count with its rates per second and per CPU-second.</summary>
    /// <param name="key">Plural of the operation, for machines.</param>
    /// <param name="title">The same for readers.</param>
    /// <param name="count">Operations within the span.</param>
    /// <param name="span">The measured time.</param>
    /// <param name="meter">Tells which processes were watched.</param>
    public void AddRate(string key, string title, long count, CpuSpan span, ProcessMeter meter)
    {
        var server = span.ServerSeconds;
        var both = server + span.DatabaseSeconds;
        Add(key, title, count);
        Add(key + "PerSecond", $"{title}/s", count / span.Seconds);
        Add(key + "PerServerCpuSecond", $"{title} per server CPU-s", meter.HasServer && server > 0 ? count / server : null);
        if (meter.HasDatabase) Add(key + "PerTotalCpuSecond", $"{title} per CPU-s with database", both > 0 ? count / both : null);
    }

    /// <summary>Adds the median and the tail of a latency.</summary>
    public void AddLatency(string key, string title, LatencyHistogram histogram)
    {
        Add(key + "P50Ms", $"{title} p50, ms", histogram.PercentileMs(0.5), 2);
        Add(key + "P99Ms", $"{title} p99, ms", histogram.PercentileMs(0.99), 2);
        Add(key + "P999Ms", $"{title} p99.9, ms", histogram.PercentileMs(0.999), 2);
    }

    /// <summary>Adds how busy the processes were, as parts of one CPU.</summary>
    public void AddLoad(CpuSpan span, ProcessMeter meter)
    {
        Add("seconds", "measured time, s", span.Seconds, 2);
        Add("serverCpu", "server CPU, % of one", meter.HasServer ? 100 * span.ServerSeconds / span.Seconds : null);
        if (meter.HasDatabase) Add("databaseCpu", "database CPU, % of one", 100 * span.DatabaseSeconds / span.Seconds);
        Add("clientCpu", "load tool CPU, % of one", 100 * span.ClientSeconds / span.Seconds);
    }

    public string ToTable(ErrorTally errors)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Scenario}: {Setting}\nserver: {Server}\n");
        var width = _figures.Select(figure => figure.Title.Length).DefaultIfEmpty(0).Max();
        foreach (var figure in _figures)
        {
            var value = figure.Value?.ToString("N" + figure.Digits, CultureInfo.InvariantCulture) ?? "–";
            text.Append("  ").Append(figure.Title.PadRight(width)).Append("  ").Append(value.PadLeft(14)).Append('\n');
        }

        foreach (var (kind, count) in errors.Notes) text.Append(CultureInfo.InvariantCulture, $"  note: {kind} ({count}x)\n");
        foreach (var (kind, count) in errors.Errors) text.Append(CultureInfo.InvariantCulture, $"  ERROR: {kind} ({count}x)\n");
        text.Append(errors.IsClean ? "  clean run\n" : "  NOT A CLEAN RUN\n");
        return text.ToString();
    }

    public string ToJson(ErrorTally errors)
    {
        var figures = new JsonObject();
        foreach (var figure in _figures) figures[figure.Key] = figure.Value;
        var json = new JsonObject
        {
            ["scenario"] = Scenario,
            ["setting"] = Setting,
            ["server"] = Server,
            ["clean"] = errors.IsClean,
            ["figures"] = figures,
            ["errors"] = ToObject(errors.Errors),
            ["notes"] = ToObject(errors.Notes),
        };
        return json.ToJsonString(new JsonSerializerOptions { WriteIndented = true });
    }

    private static JsonObject ToObject(IEnumerable<KeyValuePair<string, long>> counts)
    {
        var json = new JsonObject();
        foreach (var (kind, count) in counts) json[kind] = count;
        return json;
    }
}
