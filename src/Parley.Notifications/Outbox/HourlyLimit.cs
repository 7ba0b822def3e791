using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Parley.Notifications.Outbox;

/// <summary>Counts messages of or to somebody within the running hour. Remembers neither names nor addresses, only their hashes.</summary>
/// <param name="messagesMax">So many in an hour.</param>
/// <param name="countedMax">So many are counted; beyond, the count starts anew for all.</param>
internal sealed class HourlyLimit(int messagesMax, int countedMax, TimeProvider time)
{
    private static readonly TimeSpan Window = TimeSpan.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<Int128, (long Since, int Count)> _sent = [];

    /// <summary>False if this one has had its share.</summary>
    public bool TryTake(string whose)
    {
        var key = Key(whose);
        lock (_lock)
        {
            var known = _sent.TryGetValue(key, out var sent) && time.GetElapsedTime(sent.Since) < Window;
            if (known && sent.Count >= messagesMax)
                return false;
            if (!known && _sent.Count >= countedMax)
                Forget();
            _sent[key] = known ? (sent.Since, sent.Count + 1) : (time.GetTimestamp(), 1);
            return true;
        }
    }

    private void Forget()
    {
        foreach (var old in _sent.Where(s => time.GetElapsedTime(s.Value.Since) >= Window).Select(s => s.Key).ToList())
            _sent.Remove(old);
        if (_sent.Count >= countedMax)
            _sent.Clear();
    }

    private static Int128 Key(string whose)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(whose), hash);
        return BinaryPrimitives.ReadInt128LittleEndian(hash);
    }
}
