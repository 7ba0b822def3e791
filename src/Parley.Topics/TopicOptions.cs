namespace Parley.Topics;

/// <summary>Limits and habits of topics.</summary>
public sealed record TopicOptions
{
    /// <summary>Members of a group, attached channel readers included.</summary>
    public int SubscribersMax { get; init; } = 256;

    /// <summary>Either user of a conversation may delete messages for both.</summary>
    public bool P2PDeleteEnabled { get; init; }

    /// <summary>How old messages may be that are deleted for everybody, owners included; null for any age.</summary>
    public TimeSpan? MessageDeleteAge { get; init; }

    /// <summary>Tags of an object at most.</summary>
    public int TagsMax { get; init; } = 16;

    /// <summary>
    /// Bytes of a description, a private part or auxiliary data at most, however many requests it is put together by.
    /// </summary>
    public int ValueBytesMax { get; init; } = 512 * 1024;

    /// <summary>The namespace of tags that name one object only, as "alias"; null for none.</summary>
    public string? AliasNamespace { get; init; }

    /// <summary>Namespaces by which nobody may search.</summary>
    public IReadOnlyList<string> MaskedNamespaces { get; init; } = [];

    /// <summary>Terms of one search at most.</summary>
    public int SearchTermsMax { get; init; } = 128;

    /// <summary>Namespaces that only the server writes: logins and confirmed credentials. Asked each time: a service may tell them later.</summary>
    public Func<IReadOnlySet<string>> ImmutableNamespaces { get; init; } = static () => new HashSet<string>();

    /// <summary>Audio and video calls are configured.</summary>
    public bool CallsEnabled { get; init; }

    /// <summary>Somebody wants to know how much users have not read: pushes do. Otherwise topics do not tell.</summary>
    public bool CountsUnread { get; init; }

    /// <summary>How long a call rings.</summary>
    public TimeSpan CallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>From the last session's leaving to the unloading of a topic.</summary>
    public TimeSpan IdleTime { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>From a failure of the database to the next try, for what is not a client's request.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Word of other topics that waits for the database to be readable again; more is lost.</summary>
    public int PostponedInputsMax { get; init; } = 1024;

    /// <summary>From a change of user agent to its telling.</summary>
    public TimeSpan UserAgentDelay { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After a process was lost: how long contacts that were online may take to say that they still are.</summary>
    public TimeSpan RecheckTime { get; init; } = TimeSpan.FromSeconds(6);

    /// <summary>Attached sessions from which on comings and goings inside a topic are told together.</summary>
    public int CrowdSessionsMin { get; init; } = 100;

    /// <summary>Attached sessions beyond which nobody is told who comes and goes inside a topic.</summary>
    public int CrowdSessionsMax { get; init; } = 2000;

    /// <summary>How long comings and goings in a big topic are collected.</summary>
    public TimeSpan CrowdDelay { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>Messages of one page of history at most.</summary>
    public int MessagesPageMax { get; init; } = 100;

    /// <summary>Messages that a session gets at most which is taken back: more than may wait for one that does not read.</summary>
    public int MissedMessagesMax { get; init; } = 1024;

    /// <summary>Entries of any other list at most.</summary>
    public int ListMax { get; init; } = 1024;

    /// <summary>Messages that one request may delete if it names more than one range.</summary>
    public int DeleteMessagesMax { get; init; } = 1024;
}
