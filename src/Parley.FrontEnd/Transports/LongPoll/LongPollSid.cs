using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using Parley.Protocol.Routing;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>
/// The "sid" by which a polling client names its session. It stands for what a connection is to others, so it cannot be guessed; its first
/// part says which process holds the session.
/// </summary>
public static class LongPollSid
{
    private const int FrontEndBytes = 8;
    private const int SecretBytes = 16;

    /// <summary>Characters of a sid.</summary>
    public const int Length = (FrontEndBytes + SecretBytes) / 3 * 4;

    public static string Make(FrontEndId frontEnd)
    {
        Span<byte> bytes = stackalloc byte[FrontEndBytes + SecretBytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, frontEnd.Value);
        RandomNumberGenerator.Fill(bytes[FrontEndBytes..]);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The process that has made a sid; none if it is not of our making.</summary>
    public static FrontEndId FrontEndOf(string sid)
    {
        Span<byte> bytes = stackalloc byte[FrontEndBytes + SecretBytes];
        return sid.Length == Length && Base64Url.IsValid(sid) && Base64Url.TryDecodeFromChars(sid, bytes, out var length) && length == bytes.Length
            ? new FrontEndId(BinaryPrimitives.ReadInt64BigEndian(bytes))
            : default;
    }
}
