using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>
/// The "sid" by which a polling client names its session. It stands for what a connection is to others, so it is drawn at random, and not
/// made like the ids of the protocol, whose form it has. One byte says which process may hold the session.
/// </summary>
public static class LongPollSid
{
    /// <summary>Characters of a sid.</summary>
    public const int Length = 11;

    private const int Bytes = 8;

    public static string Make(FrontEndId frontEnd)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        bytes[0] = MarkOf(frontEnd);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>False if this process cannot have made the sid; true if it may have.</summary>
    public static bool MayBeOf(string sid, FrontEndId frontEnd)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        return sid.Length == Length
            && Base64Url.IsValid(sid)
            && Base64Url.TryDecodeFromChars(sid, bytes, out var length)
            && length == Bytes
            && bytes[0] == MarkOf(frontEnd);
    }

    // Not the lowest byte, one bit of which is always set.
    private static byte MarkOf(FrontEndId frontEnd) => (byte)(frontEnd.Value >> 8);
}
