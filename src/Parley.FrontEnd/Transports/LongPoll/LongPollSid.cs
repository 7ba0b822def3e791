using System.Buffers.Text;
using System.Security.Cryptography;

namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>
/// The "sid" by which a polling client names its session. It stands for what a connection is to others, so it is drawn at random, and not
/// made like the ids of the protocol, whose form it has.
/// </summary>
public static class LongPollSid
{
    /// <summary>Characters of a sid.</summary>
    public const int Length = 11;

    private const int Bytes = 8;

    public static string Make()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        RandomNumberGenerator.Fill(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
