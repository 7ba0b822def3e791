using Parley.Protocol.Names;
using Parley.Protocol.Replies;

namespace Parley.FrontEnd.Sessions;

/// <summary>What a session does with a packet.</summary>
public readonly record struct SessionDecision
{
    /// <summary>The packet is dropped without a word.</summary>
    public static readonly SessionDecision Nothing;

    /// <summary>The rules about accounts answer.</summary>
    public static readonly SessionDecision AskAccounts = new() { Step = SessionStep.AskAccounts };

    public SessionStep Step { get; private init; }

    public ReplyCode Code { get; private init; }

    /// <summary>The reply names the topic as the client wrote it.</summary>
    public bool NamesTopic { get; private init; }

    /// <summary>Where the request goes.</summary>
    public TopicName Topic { get; private init; }

    public static SessionDecision Reply(ReplyCode code, bool namesTopic = true) =>
        new() { Step = SessionStep.Reply, Code = code, NamesTopic = namesTopic };

    public static SessionDecision RouteTo(TopicName topic) => new() { Step = SessionStep.Route, Topic = topic };
}
