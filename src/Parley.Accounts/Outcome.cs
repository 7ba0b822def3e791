using System.Diagnostics.CodeAnalysis;
using Parley.Protocol.Replies;

namespace Parley.Accounts;

/// <summary>A value, or the refusal that the client is told.</summary>
[SuppressMessage("Usage", "CA2225", Justification = "The constructors are the named forms.")]
public readonly record struct Outcome<T>
{
    private readonly T? _value;

    public Outcome(T value) => _value = value;

    public Outcome(Rejection refusal) => Refusal = refusal;

    public Outcome(ReplyCode refusal) => Refusal = new Rejection(refusal);

    public Rejection? Refusal { get; }

    /// <summary>True with the value, false with the refusal.</summary>
    public bool TryGet([MaybeNullWhen(false)] out T value, [NotNullWhen(false)] out Rejection? refusal)
    {
        (value, refusal) = (_value, Refusal);
        return refusal is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value);

    public static implicit operator Outcome<T>(Rejection refusal) => new(refusal);

    public static implicit operator Outcome<T>(ReplyCode refusal) => new(refusal);
}
