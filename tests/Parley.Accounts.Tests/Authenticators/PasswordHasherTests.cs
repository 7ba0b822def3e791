using System.Text;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Accounts.Tests.Fakes;

namespace Parley.Accounts.Tests.Authenticators;

public sealed class PasswordHasherTests : IDisposable
{
    private readonly PasswordHasher _hasher = Make();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // From the tests of Go's bcrypt.
    [Fact]
    public async Task Hashes_of_the_reference_are_understood()
    {
        var stored = Encoding.ASCII.GetBytes("$2a$10$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga");
        Assert.Equal(PasswordCheck.Right, await _hasher.VerifyAsync("allmine", stored, Token));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync("allmine ", stored, Token));
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("пароль")]
    [InlineData("a:b:c:d")]
    [InlineData("")]
    [InlineData("nul\0nul")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public async Task What_was_hashed_is_right(string password)
    {
        var hash = Assert.IsType<string>(await _hasher.HashAsync(password, Token));
        Assert.StartsWith("$2a$04$", hash, StringComparison.Ordinal);
        Assert.Equal(60, hash.Length);
        Assert.Equal(PasswordCheck.Right, await _hasher.VerifyAsync(password, Encoding.ASCII.GetBytes(hash), Token));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("$2a$04$")]
    [InlineData("plain text that somebody put there")]
    [InlineData("$2a$99$XajjQvNhvvRt5GSeFk1xFeyqRrsxkhBkUiQeg0dt.wU1qD4aFDcga")]
    public async Task No_password_is_right_for_what_is_no_hash(string? stored)
    {
        ReadOnlyMemory<byte>? bytes = stored is null ? null : Encoding.ASCII.GetBytes(stored);
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync("", bytes, Token));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync("password", bytes, Token));
    }

    [Fact]
    public async Task What_a_hash_would_cut_off_is_refused()
    {
        var hash = Assert.IsType<string>(await _hasher.HashAsync(new string('x', 72), Token));
        Assert.Equal(PasswordCheck.Wrong, await _hasher.VerifyAsync(new string('x', 73), Encoding.ASCII.GetBytes(hash), Token));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _hasher.HashAsync(new string('x', 73), Token));
    }

    [Fact]
    public async Task Beyond_the_bound_nobody_waits()
    {
        using var hasher = Make(new PasswordHashOptions { Cost = 8, ConcurrencyMax = 1, QueueMax = 1 });
        var checks = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => hasher.VerifyAsync("x", null, Token).AsTask()));
        Assert.Contains(PasswordCheck.Wrong, checks);
        Assert.Contains(PasswordCheck.Busy, checks);
        Assert.Equal(PasswordCheck.Wrong, await hasher.VerifyAsync("x", null, Token));
    }

    public void Dispose() => _hasher.Dispose();

    private static PasswordHasher Make(PasswordHashOptions? options = null) =>
        new(new AccountOptions { PasswordHash = options ?? new PasswordHashOptions { Cost = 4 } }, new CountingRandom());
}
