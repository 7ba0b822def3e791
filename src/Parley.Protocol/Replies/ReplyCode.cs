namespace Parley.Protocol.Replies;

/// <summary>The number and text of a <c>{ctrl}</c>. Clients compare some of the texts, so they are exact.</summary>
public readonly record struct ReplyCode(int Number, string Text)
{
    public bool IsError => Number >= 400;
}
