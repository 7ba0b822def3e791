using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Routing;
using Parley.Topics.Audiences;

namespace Parley.Topics.Notes;

/// <summary>Who hears of a {note}: members on me, then sessions attached to the topic; never channel readers (part C 2.3).</summary>
public static class NoteFanOut
{
    public static void Plan(TopicView topic, TopicRequest request, TopicPlan plan, NotePacket note)
    {
        var sender = request.Who.User;
        // Typing is no news to the one who types, whatever device it looks at. Compat: recording is.
        var isForOthersOnly = note.What == NoteWhat.KeyPress;
        TellOnMe(topic, request, plan, note, isForOthersOnly);
        var from = sender.ToString();
        plan.Broadcast(
            RecipientNaming.ForAttached(
                topic, name => new InfoPacket { Topic = name, From = from, What = note.What, Seq = note.Seq, Payload = note.Payload }),
            new Audience
            {
                Needs = AccessMode.Read,
                SkipSession = request.Session,
                ExcludeUser = isForOthersOnly ? sender : default,
                Readers = ReaderRule.Excluded,
            });
    }

    private static void TellOnMe(TopicView topic, TopicRequest request, TopicPlan plan, NotePacket note, bool isForOthersOnly)
    {
        var sender = request.Who.User;
        var members = topic.MembersWith(AccessMode.Presence | AccessMode.Read);
        if (isForOthersOnly)
            members = [.. members.Where(user => user != sender)];
        if (members.Count == 0)
            return;
        var from = sender.ToString();
        var packets = RecipientNaming.OnMe(topic, sender, (source, _) => new InfoPacket
        {
            Topic = TopicAddress.Me,
            Source = source,
            From = from,
            What = note.What,
            Seq = note.What is NoteWhat.Read or NoteWhat.Recv ? note.Seq : 0,
            Payload = note.Payload,
        });
        plan.NotifyOnMe(new MeNotice
        {
            Groups = [new MeNoticeGroup(packets, members)],
            UnlessAttachedTo = topic.Name,
            SkipSession = request.Session,
            NeedsPresence = false,
        });
    }
}
