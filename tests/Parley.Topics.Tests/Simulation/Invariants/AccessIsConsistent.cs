using Parley.Protocol.Access;

namespace Parley.Topics.Tests.Simulation.Invariants;

/// <summary>
/// A group has one owner, whatever happens; nobody is attached without J, or without a subscription; modes stay within what
/// their kind of topic allows, and front ends check the same modes that topics do.
/// </summary>
internal sealed class AccessIsConsistent(SimulatedWorld world) : Invariant(world)
{
    public override void Handled(SimulatedTopic topic)
    {
        if (topic.View is not { Exists: true, IsStopped: false } view)
            return;
        var owners = view.Members.Values.Count(m => m.Mode.IsOwner);
        if (view.Name.IsGroup && (owners != 1 || view.LiveMember(view.Owner) is not { Mode.IsOwner: true }))
            Fail($"{view.Name} has {owners} owners, and says {view.Owner}");
        foreach (var member in view.Members.Values.Where(m => m.IsLive))
        {
            if (member.Mode.IsOwner && (view.Name.IsP2P || view.Name.IsMe || view.Name.IsSystem))
                Fail($"{view.Name}: {member.User} has {member.Want}/{member.Given}");
        }
        foreach (var reader in view.Readers.Values)
        {
            if (!reader.Mode.Without(AccessMasks.ChannelReader).IsNone)
                Fail($"{view.Name}: reader {reader.User} has {reader.Want}/{reader.Given}");
        }
        foreach (var attachment in view.Attachments.Values)
        {
            if (view.Participant(attachment.User, attachment.IsReader) is not { Mode.IsJoiner: true } participant)
                Fail($"{view.Name} has {attachment} attached, who may not be");
            else if (participant.IsReader && !view.IsChannel)
                Fail($"{view.Name} has a reader and is no channel");
        }
    }

    public override Task LookWhenQuietAsync(CancellationToken cancellationToken)
    {
        foreach (var topic in World.Topics)
        {
            if (topic.View is not { IsStopped: false } view)
                continue;
            var here = view.Attachments.Values.Select(a => $"{a.Session.Number}:{a.User}:{view.Participant(a.User, a.IsReader)?.Mode}:{a.IsReader}").Order();
            var there = World.FrontEnd.AttachedTo(topic.Name).Select(a => $"{a.Session.Id.Number}:{a.At.User}:{a.At.Mode}:{a.At.IsReader}").Order();
            if (!here.SequenceEqual(there))
                Fail($"{topic.Name} has attached {string.Join(' ', here)}, and the front end {string.Join(' ', there)}");
        }
        return Task.CompletedTask;
    }
}
