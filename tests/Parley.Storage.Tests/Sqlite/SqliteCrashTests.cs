using Parley.Protocol.Names;
using Parley.Storage.Queries;

namespace Parley.Storage.Tests.Sqlite;

public sealed class SqliteCrashTests
{
    [Fact]
    public async Task Every_acknowledged_message_survives_a_kill_exactly_once_and_without_gaps()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var engine = new SqliteEngine();
        var acknowledged = new Dictionary<string, int>();
        for (var round = 1; round <= 3; round++)
        {
            using var child = ChildProcess.Start(engine.Path, "write");
            for (var lines = 0; lines < 400 * round; lines++)
                Note(await child.Output.ReadLineAsync(cancellationToken));
            await child.KillAsync(cancellationToken);
            while (await child.Output.ReadLineAsync(cancellationToken) is { } line)
                Note(line);

            await using var store = await engine.OpenAsync();
            foreach (var (topic, last) in acknowledged)
            {
                var name = new TopicName(topic);
                var seqs = (await store.Messages.ReadAsync(name, default, new MessageQuery(0, 0, int.MaxValue), cancellationToken))
                    .Select(m => (m.Seq, m.Content.AsString())).Reverse().ToList();
                Assert.True(seqs.Count >= last, $"{topic}: {last} messages were acknowledged, {seqs.Count} are there.");
                Assert.Equal(Enumerable.Range(1, seqs.Count).Select(seq => (seq, (string?)$"message {seq}")), seqs);
                Assert.Equal(seqs.Count, (await store.Topics.FindAsync(name, cancellationToken))!.LastSeq);
            }
        }
        Assert.Equal(8, acknowledged.Count);

        // The last line may have been cut off by the kill.
        void Note(string? line)
        {
            Assert.NotNull(line);
            if (line.Split(' ') is [var topic, var text] && int.TryParse(text, out var seq))
                acknowledged[topic] = Math.Max(acknowledged.GetValueOrDefault(topic), seq);
        }
    }
}
