using System.Security.Cryptography;
using System.Text;

namespace Parley.Notifications.Outbox;

/// <summary>Counts messages to each receiver within the running hour. Remembers no addresses, only their hashes.</summary>
internal sealed class ReceiverLimit(OutboxOptions options, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Int128, (long Since, int Count)> _sent = [];

    /// <summary>False if this receiver has had its share.</summary>
    public bool TryTake(string method, string value)
    {
        var key = Key(method, value);
        lock (_lock)
        {
            var known = _sent.TryGetValue(key, out var sent) && time.GetElapsedTime(sent.Since) < Window;
            if (known && sent.Count >= options.MessagesPerReceiverPerHourMax)
                return false;
            if (!known && _sent.Count >= options.ReceiversCountedMax)
                Forget();
            _sent[key] = known ? (sent.Since, sent.Count + 1) : (time.GetTimestamp(), 1);
            return true;
        }
    }

    private void Forget()
    {
        foreach (var old in _sent.Where(s => time.GetElapsedTime(s.Value.Since) >= Window).Select(s => s.Key).ToList())
            _sent.Remove(old);
        if (_sent.Count >= options.ReceiversCountedMax)
            _sent.Clear();
    }

    private static Int128 Key(string method, string value)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{method}:{value}"), hash);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt128LittleEndian(hash);
    }
}
