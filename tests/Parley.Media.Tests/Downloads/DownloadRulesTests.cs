using Parley.Media.Downloads;
using Parley.Protocol.Names;
using Parley.Storage.Records;

namespace Parley.Media.Tests.Downloads;

public sealed class DownloadRulesTests
{
    private static readonly DateTime Updated = new(2026, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc);
    private static readonly DateTimeOffset Modified = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private static readonly StoredFile File = new()
    {
        Id = new UserId(1),
        Created = Updated,
        Updated = Updated,
        Size = 1000,
        ETag = "abc",
    };

    [Theory]
    [InlineData("bytes=0-9", DownloadOutcome.Part, 0, 10)]
    [InlineData("bytes=990-", DownloadOutcome.Part, 990, 10)]
    [InlineData("bytes=-5", DownloadOutcome.Part, 995, 5)]
    [InlineData("bytes=-5000", DownloadOutcome.Part, 0, 1000)]
    [InlineData("bytes=0-0", DownloadOutcome.Part, 0, 1)]
    [InlineData("bytes=500-2000", DownloadOutcome.Part, 500, 500)]
    [InlineData("bytes=1000-", DownloadOutcome.RangeBeyondEnd, 0, 0)]
    [InlineData("bytes=-0", DownloadOutcome.RangeBeyondEnd, 0, 0)]
    [InlineData("bytes=9-5", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=-", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=--1", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=1", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=a-b", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=99999999999999999999-", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=9223372036854775807-", DownloadOutcome.RangeBeyondEnd, 0, 0)]
    [InlineData("bytes=-9223372036854775807", DownloadOutcome.Part, 0, 1000)]
    [InlineData("bytes=0-9223372036854775807", DownloadOutcome.Part, 0, 1000)]
    [InlineData("lines=1-2", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("nonsense", DownloadOutcome.RangeMalformed, 0, 0)]
    [InlineData("bytes=0-1,5-6", DownloadOutcome.Whole, 0, 1000)]
    [InlineData("bytes=0-1,x", DownloadOutcome.RangeMalformed, 0, 0)]
    public void A_range_is_cut_to_the_file(string range, DownloadOutcome outcome, long offset, long length) =>
        Assert.Equal(new DownloadPlan(outcome, offset, length), DownloadRules.Decide(File, new DownloadConditions { Range = range }));

    [Theory]
    [InlineData("\"abc\"", DownloadOutcome.NotModified, true)]
    [InlineData("abc", DownloadOutcome.NotModified, true)]
    [InlineData("\"x\", \"abc\"", DownloadOutcome.NotModified, false)]
    [InlineData("W/\"abc\"", DownloadOutcome.NotModified, false)]
    [InlineData("*", DownloadOutcome.NotModified, false)]
    [InlineData("\"other\"", DownloadOutcome.Whole, false)]
    public void Who_has_the_file_gets_304(string tag, DownloadOutcome outcome, bool tellsTime)
    {
        var plan = DownloadRules.Decide(File, new DownloadConditions { IfNoneMatch = tag });
        Assert.Equal((outcome, tellsTime), (plan.Outcome, plan.TellsTime));
    }

    [Theory]
    [InlineData(0, DownloadOutcome.NotModified)]
    [InlineData(60, DownloadOutcome.NotModified)]
    [InlineData(-1, DownloadOutcome.Whole)]
    public void A_copy_that_is_not_older_is_304(int seconds, DownloadOutcome outcome) =>
        Assert.Equal(outcome, DownloadRules.Decide(File, new DownloadConditions { IfModifiedSince = Modified.AddSeconds(seconds) }).Outcome);

    [Fact]
    public void A_tag_goes_before_a_time() =>
        Assert.Equal(
            DownloadOutcome.Whole,
            DownloadRules.Decide(File, new DownloadConditions { IfNoneMatch = "\"other\"", IfModifiedSince = Modified }).Outcome);

    [Fact]
    public void A_condition_that_does_not_hold_is_412()
    {
        Assert.Equal(DownloadOutcome.PreconditionFailed, DownloadRules.Decide(File, new DownloadConditions { IfMatch = "\"other\"" }).Outcome);
        Assert.Equal(DownloadOutcome.Whole, DownloadRules.Decide(File, new DownloadConditions { IfMatch = "\"abc\"" }).Outcome);
        Assert.Equal(
            DownloadOutcome.PreconditionFailed,
            DownloadRules.Decide(File, new DownloadConditions { IfUnmodifiedSince = Modified.AddSeconds(-1) }).Outcome);
    }

    [Theory]
    [InlineData("\"abc\"", DownloadOutcome.Part)]
    [InlineData("\"other\"", DownloadOutcome.Whole)]
    [InlineData("Fri, 02 Jan 2026 03:04:05 GMT", DownloadOutcome.Part)]
    [InlineData("Fri, 02 Jan 2026 03:04:06 GMT", DownloadOutcome.Whole)]
    public void A_part_is_sent_only_of_the_file_that_is_meant(string ifRange, DownloadOutcome outcome) =>
        Assert.Equal(outcome, DownloadRules.Decide(File, new DownloadConditions { Range = "bytes=0-9", IfRange = ifRange }).Outcome);
}
