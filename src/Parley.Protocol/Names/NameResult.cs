using Parley.Protocol.Replies;

namespace Parley.Protocol.Names;

/// <summary>The topic that an address stands for, or why it stands for none.</summary>
public readonly record struct NameResult
{
    public NameResult(TopicName name) => Name = name;

    public NameResult(ReplyCode refusal) => Refusal = refusal;

    public TopicName Name { get; }

    /// <summary>400, 403 or 404 if there is no such topic.</summary>
    public ReplyCode? Refusal { get; }

    public bool IsKnown => Refusal is null;
}
