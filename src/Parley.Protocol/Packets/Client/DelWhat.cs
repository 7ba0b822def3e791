namespace Parley.Protocol.Packets.Client;

/// <summary>What a <c>{del}</c> deletes. A packet that does not say means messages.</summary>
public enum DelWhat
{
    Message = 0,
    Topic,
    Subscription,
    User,
    Credential,

    /// <summary>A word that the protocol does not know: 400.</summary>
    Unknown,
}
