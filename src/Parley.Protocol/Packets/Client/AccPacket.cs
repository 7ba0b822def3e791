using Parley.Protocol.Packets.Parts;

namespace Parley.Protocol.Packets.Client;

/// <summary>Creates an account (<see cref="User"/> begins with "new") or changes one.</summary>
public sealed record AccPacket : ClientPacket
{
    public string? User { get; init; }

    /// <summary>"ok", "susp", "del": root only. Its name on the wire is "status".</summary>
    public string? Status { get; init; }

    /// <summary>"anon", "auth", "root": read when root edits another account.</summary>
    public string? AuthLevel { get; init; }

    public string? Scheme { get; init; }
    public byte[]? Secret { get; init; }

    /// <summary>Authenticate this session by the account that was made.</summary>
    public bool Login { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }
    public DescPart? Desc { get; init; }
    public IReadOnlyList<CredPart>? Cred { get; init; }

    /// <summary>Proves who asks without a login: used to reset a password.</summary>
    public string? TmpScheme { get; init; }
    public byte[]? TmpSecret { get; init; }

    /// <summary>In the contract only: the server ignores it.</summary>
    public byte[]? Token { get; init; }
}
