using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Parley.Load.Scenarios;

/// <summary>
/// A <c>{pub}</c> packet whose id and time of sending are patched in place. The content is a text that starts with
/// <c>lt:</c> and the time in hexadecimal stopwatch ticks, so that any process of the machine can tell the latency.
/// </summary>
internal sealed class PublishTemplate
{
    private const int IdDigits = 10;
    private const int TimeDigits = 16;
    private const string TimeMark = "lt:";

    private readonly byte[] _packet;
    private readonly int _idAt;
    private readonly int _timeAt;

    public PublishTemplate(string topic, int sizeBytes)
    {
        var head = "{\"pub\":{\"id\":\"";
        var middle = new string('0', IdDigits) + $"\",\"topic\":\"{topic}\",\"content\":\"{TimeMark}";
        var filler = new string('x', Math.Max(0, sizeBytes - TimeMark.Length - TimeDigits));
        _packet = Encoding.UTF8.GetBytes($"{head}{middle}{new string('0', TimeDigits)}{filler}\"}}}}");
        _idAt = head.Length;
        _timeAt = head.Length + middle.Length;
    }

    /// <summary>The packet with these values; valid until the next call.</summary>
    public ReadOnlySpan<byte> With(long id, long sentAt)
    {
        Utf8Formatter.TryFormat(id, _packet.AsSpan(_idAt, IdDigits), out _, new StandardFormat('D', IdDigits));
        Utf8Formatter.TryFormat(sentAt, _packet.AsSpan(_timeAt, TimeDigits), out _, new StandardFormat('x', TimeDigits));
        return _packet;
    }

    /// <summary>Reads the time of sending from a received message.</summary>
    public static bool TryReadSentAt(ReadOnlySpan<byte> packet, out long sentAt)
    {
        sentAt = 0;
        var at = packet.IndexOf("\"lt:"u8);
        return at >= 0
            && packet.Length >= at + 4 + TimeDigits
            && Utf8Parser.TryParse(packet.Slice(at + 4, TimeDigits), out sentAt, out _, 'x');
    }
}
