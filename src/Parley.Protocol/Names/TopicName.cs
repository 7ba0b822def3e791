using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;

namespace Parley.Protocol.Names;

/// <summary>
/// The name by which a topic is found, the same for everybody: "usr…" (a user's <c>me</c>), "fnd…", "slf…", "p2p…",
/// "grp…" or "sys". How users write and see it is a <see cref="TopicAddress"/>.
/// </summary>
public readonly record struct TopicName(string Value)
{
    public const string P2PPrefix = "p2p";
    public const string GroupPrefix = "grp";
    public const string ChannelPrefix = "chn";
    public const string FindPrefix = "fnd";
    public const string SelfPrefix = "slf";
    public const int PrefixLength = 3;

    /// <summary>The topic of the whole server.</summary>
    public static readonly TopicName System = new("sys");

    private const int P2PIdsLength = 22;

    public static TopicName Me(UserId user) => new(user.ToString());

    public static TopicName Find(UserId user) => new(FindPrefix + user.Text);

    public static TopicName Self(UserId user) => new(SelfPrefix + user.Text);

    public static TopicName Group(UserId id) => new(GroupPrefix + id.Text);

    /// <summary>The conversation of two users: both ids, the smaller number first.</summary>
    /// <exception cref="ArgumentException">The users are the same, or one is nobody.</exception>
    public static TopicName P2P(UserId a, UserId b)
    {
        if (a == b || a.IsNone || b.IsNone)
            throw new ArgumentException("A conversation has two different users.");
        var (first, second) = a < b ? (a, b) : (b, a);
        Span<byte> bytes = stackalloc byte[16];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, first.Value);
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[8..], second.Value);
        return new TopicName(P2PPrefix + Base64Url.EncodeToString(bytes));
    }

    public bool IsMe => HasPrefix(UserId.Prefix);

    public bool IsP2P => HasPrefix(P2PPrefix);

    public bool IsGroup => HasPrefix(GroupPrefix);

    public bool IsFind => HasPrefix(FindPrefix);

    public bool IsSelf => HasPrefix(SelfPrefix);

    public bool IsSystem => Value == System.Value;

    /// <summary>"chn…" of a group: how channel readers know it.</summary>
    public string ChannelAddress => string.Concat(ChannelPrefix, Value.AsSpan(PrefixLength));

    /// <summary>The user of a <c>me</c>, <c>fnd</c> or <c>slf</c> topic.</summary>
    public bool TryGetOwner(out UserId user)
    {
        user = default;
        return (IsMe || IsFind || IsSelf) && UserId.TryParseText(Value.AsSpan(PrefixLength), out user) && !user.IsNone;
    }

    /// <summary>The two users of a conversation.</summary>
    public bool TryGetPeers(out UserId first, out UserId second)
    {
        (first, second) = (default, default);
        if (!IsP2P || Value.Length != PrefixLength + P2PIdsLength)
            return false;
        Span<byte> bytes = stackalloc byte[18];
        var status = Base64Url.DecodeFromChars(Value.AsSpan(PrefixLength), bytes, out _, out var written);
        if (status != OperationStatus.Done || written != 16)
            return false;
        first = new UserId(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        second = new UserId(BinaryPrimitives.ReadUInt64LittleEndian(bytes[8..]));
        return !first.IsNone && first < second;
    }

    /// <summary>The other user of a conversation.</summary>
    public bool TryGetPeerOf(UserId user, out UserId peer)
    {
        peer = default;
        if (!TryGetPeers(out var first, out var second) || (user != first && user != second))
            return false;
        peer = user == first ? second : first;
        return true;
    }

    public override string ToString() => Value;

    private bool HasPrefix(string prefix) =>
        Value is not null && Value.Length > PrefixLength && Value.StartsWith(prefix, StringComparison.Ordinal);
}
