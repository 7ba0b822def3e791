using System.Globalization;
using Parley.Storage.Records;

namespace Parley.Media.Downloads;

/// <summary>Decides what of a file is sent: nothing if the client has it, a part if it wants one (RFC 9110, part A 6.5).</summary>
public static class DownloadRules
{
    private const string Unit = "bytes=";

    public static DownloadPlan Decide(StoredFile file, DownloadConditions conditions)
    {
        var etag = file.ETag ?? "";
        var modified = WholeSeconds(file.Updated);
        if (conditions.IfMatch is { } match
            ? !Names(match, etag, allowsWeak: false)
            : conditions.IfUnmodifiedSince is { } unmodified && modified > unmodified)
        {
            return new DownloadPlan(DownloadOutcome.PreconditionFailed);
        }
        if (conditions.IfNoneMatch is { } noneMatch)
        {
            // Compat: the tag alone may come without its quotes, and then the time is told, too.
            if (noneMatch.Trim().Trim('"') == etag)
                return new DownloadPlan(DownloadOutcome.NotModified, TellsTime: true);
            if (Names(noneMatch, etag, allowsWeak: true))
                return new DownloadPlan(DownloadOutcome.NotModified);
        }
        else if (conditions.IfModifiedSince is { } since && modified <= since)
        {
            return new DownloadPlan(DownloadOutcome.NotModified);
        }
        return conditions.Range is { Length: > 0 } range && IsRangeWanted(conditions.IfRange, etag, modified)
            ? DecideRange(range, file.Size)
            : new DownloadPlan(DownloadOutcome.Whole, 0, file.Size);
    }

    private static bool IsRangeWanted(string? ifRange, string etag, DateTimeOffset modified)
    {
        if (string.IsNullOrEmpty(ifRange))
            return true;
        return DateTimeOffset.TryParseExact(ifRange, "r", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? modified == time
            : Names(ifRange, etag, allowsWeak: false);
    }

    private static DownloadPlan DecideRange(string range, long size)
    {
        var malformed = new DownloadPlan(DownloadOutcome.RangeMalformed);
        if (!range.StartsWith(Unit, StringComparison.Ordinal))
            return malformed;
        var parts = range[Unit.Length..].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0)
            return new DownloadPlan(DownloadOutcome.Whole, 0, size);
        var plan = malformed;
        foreach (var part in parts)
        {
            plan = DecidePart(part, size);
            if (plan.Outcome == DownloadOutcome.RangeMalformed)
                return malformed;
        }
        // Several parts at once are sent by sending all: nobody asks for them, and they would have to be put in a form of their own.
        return parts.Length == 1 ? plan : new DownloadPlan(DownloadOutcome.Whole, 0, size);
    }

    private static DownloadPlan DecidePart(string part, long size)
    {
        var dash = part.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0)
            return new DownloadPlan(DownloadOutcome.RangeMalformed);
        var (first, last) = (part[..dash].Trim(), part[(dash + 1)..].Trim());
        if (first.Length == 0)
        {
            return !TryReadNumber(last, out var suffix) ? new DownloadPlan(DownloadOutcome.RangeMalformed)
                : suffix == 0 ? new DownloadPlan(DownloadOutcome.RangeBeyondEnd)
                : Part(Math.Max(0, size - suffix), size - 1);
        }
        if (!TryReadNumber(first, out var start))
            return new DownloadPlan(DownloadOutcome.RangeMalformed);
        if (start >= size)
            return new DownloadPlan(DownloadOutcome.RangeBeyondEnd);
        if (last.Length == 0)
            return Part(start, size - 1);
        return TryReadNumber(last, out var end) && end >= start
            ? Part(start, Math.Min(end, size - 1))
            : new DownloadPlan(DownloadOutcome.RangeMalformed);
    }

    private static DownloadPlan Part(long first, long last) => new(DownloadOutcome.Part, first, last - first + 1);

    private static bool TryReadNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);

    private static bool Names(string list, string etag, bool allowsWeak)
    {
        foreach (var entry in list.Split(',', StringSplitOptions.TrimEntries))
        {
            var tag = allowsWeak && entry.StartsWith("W/", StringComparison.Ordinal) ? entry[2..] : entry;
            if (tag == "*" || tag == $"\"{etag}\"")
                return true;
        }
        return false;
    }

    // As the header field has it.
    private static DateTimeOffset WholeSeconds(DateTime time) => new(time.Ticks - time.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
