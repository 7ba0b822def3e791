using Parley.Protocol;
using Parley.Protocol.Names;
using Parley.Storage.Records;
using Parley.Topics.Calls;
using Parley.Topics.Tests.Building;
using Parley.Topics.Tests.Worlds;
using static Parley.Topics.Tests.Worlds.World;

namespace Parley.Topics.Tests.Calls;

public sealed class DanglingCallTests
{
    [Theory]
    [InlineData("""{"webrtc":"started"}""", ":1")]
    [InlineData("""{"webrtc":"accepted","replace":":1"}""", ":1")]
    public async Task A_call_that_nobody_has_ended_is_ended_when_the_conversation_is_loaded(string head, string replaced)
    {
        var plan = await Load(Message(1, head), Message(2, null));
        Assert.NotNull(plan);
        Assert.Equal((3, Bob), (plan.Stored()!.Seq, plan.Stored()!.From));
        Assert.Equal($$"""{"replace":"{{replaced}}","webrtc":"disconnected"}""", plan.Stored()!.Head.ToString());
    }

    [Theory]
    [InlineData("finished")]
    [InlineData("missed")]
    [InlineData("declined")]
    [InlineData("disconnected")]
    public async Task A_call_that_has_ended_is_left_alone(string outcome) =>
        Assert.Null(await Load(Message(1, """{"webrtc":"started"}"""), Message(2, $$"""{"webrtc":"{{outcome}}","replace":":1"}""")));

    [Fact]
    public async Task Without_a_call_nothing_is_written() => Assert.Null(await Load(Message(1, null), Message(2, """{"mime":"text/x-drafty"}""")));

    private static StoredMessage Message(int seq, string? head) =>
        new() { Seq = seq, Timestamp = Now, From = Bob, Head = Steps.Json(head), Content = Payload.FromString("call") };

    private static async Task<TopicPlan?> Load(params StoredMessage[] messages)
    {
        var rows = new RowsByHand();
        rows.MessageRows.AddRange(messages.Reverse());
        return await DanglingCall.PlanAsync(Conversation().WithMessages(messages.Length), rows, Now, TestContext.Current.CancellationToken);
    }
}
