using Parley.Cluster.FrontEnds;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Queries;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>What must be true of a <see cref="LossyWorld"/> when everybody rests: at once, or as soon as all has arrived.</summary>
internal sealed class QuietChecks(LossyWorld world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    private readonly Dictionary<(TopicName, UserId), int> _read = [];

    /// <summary>Waits until all is as it must be; fails with what is not.</summary>
    public async Task HoldAsync()
    {
        await BecomesRightAsync(WhatIsWrongAsync);
        // Whatever was on its way to me when it answers has arrived: true by chance is not enough.
        var lists = SessionsOnMe().Select(s => (s.At, s.Session, s.At.Look(_ => s.Session.Lists))).ToArray();
        foreach (var (at, session, _) in lists)
            at.Send(session, TopicName.Me(session.User), new GetPacket { Query = new GetQuery { What = "sub" } });
        await BecomesRightAsync(() => Task.FromResult(lists.Where(l => l.At.Look(_ => l.Session.Lists) <= l.Item3).Select(l => $"{l.Session} has no contact list").FirstOrDefault()));
        await BecomesRightAsync(WhatIsWrongAsync);
        await HistoryIsWhatWasAcknowledgedAsync();
    }

    private static async Task BecomesRightAsync(Func<Task<string?>> lookAsync)
    {
        var limit = DateTime.UtcNow + Patience;
        while (await lookAsync() is { } wrong)
        {
            if (DateTime.UtcNow > limit)
                Assert.Fail(wrong);
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task<string?> WhatIsWrongAsync()
    {
        foreach (var frontEnd in world.Alive.Select(LossyWorld.FrontEndOf))
        {
            if (frontEnd.Faults is [var fault, ..])
                Assert.Fail(fault);
        }
        if (world.Alive.Any(m => m.Get<FrontEndTable>().Others.Length != world.Alive.Count - 1))
            return "processes do not know of each other";
        return PresenceIsWrong() ?? await DeliveryIsWrongAsync() ?? await UnreadIsWrongAsync();
    }

    private string? PresenceIsWrong()
    {
        foreach (var (at, session) in SessionsOnMe())
        {
            foreach (var (source, isOnline) in at.Look(_ => session.Told.ToArray()))
            {
                var topic = UserId.TryParse(source, out var user) ? TopicName.Me(user) : new TopicName(source);
                if (IsAttached(topic) != isOnline)
                    return $"{session} believes that {source} is {(isOnline ? "online" : "offline")}, which is not so";
            }
        }
        return null;
    }

    // Who is attached has seen all that is stored since.
    private async Task<string?> DeliveryIsWrongAsync()
    {
        foreach (var topic in LossyWorld.Groups.Concat(LossyWorld.Conversations))
        {
            var last = (await world.Rules.Store.Topics.FindAsync(topic, TestContext.Current.CancellationToken))!.LastSeq;
            foreach (var at in world.Alive.Select(LossyWorld.FrontEndOf))
            {
                var late = at.Look(all => all.FirstOrDefault(s => s.Attachments.TryGetValue(topic, out var a) && a.Seq != last));
                if (late is not null)
                    return $"{late} has seen {at.Look(_ => late.Attachments.GetValueOrDefault(topic)?.Seq)} of {topic}, which is at {last}";
            }
        }
        return null;
    }

    private async Task<string?> UnreadIsWrongAsync()
    {
        var store = world.Rules.Store;
        foreach (var user in LossyWorld.Users)
        {
            var sum = 0;
            foreach (var own in await store.Subscriptions.OfUserAsync(user, TestContext.Current.CancellationToken))
            {
                if (!own.Mode.IsReader || await store.Topics.FindAsync(own.Key.Topic, TestContext.Current.CancellationToken) is not { } topic)
                    continue;
                sum += topic.LastSeq - own.ReadSeq;
                if (own.ReadSeq > topic.LastSeq || own.ReadSeq < _read.GetValueOrDefault((own.Key.Topic, user)))
                    Assert.Fail($"{user} has read {own.ReadSeq} of {own.Key.Topic}, which is at {topic.LastSeq}, and had before");
                _read[(own.Key.Topic, user)] = own.ReadSeq;
            }
            var unread = await store.Subscriptions.UnreadAsync(user, TestContext.Current.CancellationToken);
            if (unread != sum)
                return $"{user} has {unread} unread, and should have {sum}";
        }
        return null;
    }

    // Sessions of lost processes, too, may rely on what they were told.
    private async Task HistoryIsWhatWasAcknowledgedAsync()
    {
        var acknowledged = world.FrontEnds.SelectMany(f => f.Acknowledged).ToLookup(a => a.Topic);
        foreach (var topic in LossyWorld.Groups.Concat(LossyWorld.Conversations))
        {
            var messages = await world.Rules.Store.Messages.ReadAsync(
                topic, LossyWorld.MembersOf(topic)[0], new MessageQuery(0, 0, int.MaxValue), TestContext.Current.CancellationToken);
            Assert.Equal(Enumerable.Range(1, messages.Count), messages.Select(m => m.Seq).Reverse());
            Assert.Equal(messages.Count, messages.Select(m => m.Content.ToString()).Distinct().Count());
            var contents = messages.ToDictionary(m => m.Seq, m => m.Content.ToString());
            foreach (var (_, seq, content) in acknowledged[topic])
                Assert.Equal(content, contents.GetValueOrDefault(seq));
        }
    }

    private IEnumerable<(SimulatedFrontEnd At, SimulatedSession Session)> SessionsOnMe() => world.Alive
        .Select(LossyWorld.FrontEndOf)
        .SelectMany(f => f.Look(all => all.Where(s => s.Attachments.ContainsKey(TopicName.Me(s.User))).ToArray()).Select(s => (f, s)));

    private bool IsAttached(TopicName topic) => world.Alive.Any(m => LossyWorld.FrontEndOf(m).IsAttached(topic));
}
