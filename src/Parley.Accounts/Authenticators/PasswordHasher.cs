using System.Security.Cryptography;
using System.Text;
using Parley.Accounts.Options;

namespace Parley.Accounts.Authenticators;

/// <summary>
/// Hashes passwords by bcrypt ("$2a$…", which other implementations read and write too). That costs much on purpose, so only
/// a few at a time are worked on: logins cannot starve the rest of the server.
/// </summary>
public sealed class PasswordHasher : IDisposable
{
    /// <summary>bcrypt looks at no more of a password, in bytes.</summary>
    public const int PasswordBytesMax = 72;

    private const int SaltBytes = 16;
    private const string Digits = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    private readonly IRandomSource _random;
    private readonly SemaphoreSlim _free;
    private readonly int _cost;
    private readonly int _waitingMax;
    private readonly string _nobody;
    private int _waiting;

    public PasswordHasher(AccountOptions options, IRandomSource random)
    {
        _random = random;
        _cost = options.PasswordHash.Cost;
        var concurrency = options.PasswordHash.ConcurrencyMax;
        _free = new SemaphoreSlim(concurrency > 0 ? concurrency : Math.Max(1, Environment.ProcessorCount / 2));
        _waitingMax = options.PasswordHash.QueueMax;
        // A salt is enough to make the work of comparing; no password has this as its hash.
        _nobody = NewSalt() + new string('.', 31);
    }

    /// <summary>The text to store; null if too many others are waiting.</summary>
    /// <param name="password">At most <see cref="PasswordBytesMax"/> bytes in UTF-8.</param>
    public ValueTask<string?> HashAsync(string password, CancellationToken cancellationToken)
    {
        if (Encoding.UTF8.GetByteCount(password) > PasswordBytesMax)
            throw new ArgumentException($"A password has at most {PasswordBytesMax} bytes.", nameof(password));
        var salt = NewSalt();
        return RunAsync<string?>(() => BCrypt.Net.BCrypt.HashPassword(password, salt), null, cancellationToken);
    }

    /// <summary>
    /// Compares a password with a stored text. With no text, or none that can be right, it does the same work and says
    /// "wrong": how long an answer takes must not tell which logins exist.
    /// </summary>
    public ValueTask<PasswordCheck> VerifyAsync(string password, ReadOnlyMemory<byte>? stored, CancellationToken cancellationToken)
    {
        var isPossible = Encoding.UTF8.GetByteCount(password) <= PasswordBytesMax;
        var text = stored is { } bytes && isPossible ? Encoding.Latin1.GetString(bytes.Span) : _nobody;
        var compared = isPossible ? password : "";
        return RunAsync(() => Compare(compared, text) ? PasswordCheck.Right : PasswordCheck.Wrong, PasswordCheck.Busy, cancellationToken);
    }

    public void Dispose() => _free.Dispose();

    private bool Compare(string password, string stored)
    {
        try
        {
            return CryptographicOperations.FixedTimeEquals(
                Encoding.Latin1.GetBytes(BCrypt.Net.BCrypt.HashPassword(password, stored)), Encoding.Latin1.GetBytes(stored));
        }
        catch (Exception e) when (e is BCrypt.Net.SaltParseException or ArgumentException or FormatException)
        {
            // What is stored is no hash: nobody can log in with it, and nobody learns that from the clock.
            BCrypt.Net.BCrypt.HashPassword(password, _nobody);
            return false;
        }
    }

    private async ValueTask<T> RunAsync<T>(Func<T> work, T busy, CancellationToken cancellationToken)
    {
        if (Interlocked.Increment(ref _waiting) > _waitingMax + _free.CurrentCount)
        {
            Interlocked.Decrement(ref _waiting);
            return busy;
        }
        try
        {
            await _free.WaitAsync(cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        try
        {
            // On a thread of its own: a thread of the pool must not be held for so long, and chat goes first.
            return await Task.Factory.StartNew(
                () =>
                {
                    LowPriority.OfThisThread();
                    return work();
                },
                CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
        }
        finally
        {
            _free.Release();
        }
    }

    private string NewSalt()
    {
        Span<byte> bytes = stackalloc byte[SaltBytes];
        _random.Fill(bytes);
        // bcrypt's own base64: another alphabet, no padding.
        var text = new StringBuilder($"$2a${_cost:00}$", 60);
        for (var bit = 0; bit < SaltBytes * 8; bit += 6)
        {
            var pair = bytes[bit / 8] << 8 | (bit / 8 + 1 < SaltBytes ? bytes[bit / 8 + 1] : 0);
            text.Append(Digits[pair >> (10 - bit % 8) & 63]);
        }
        return text.ToString();
    }
}
