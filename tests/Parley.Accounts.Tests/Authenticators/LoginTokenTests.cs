using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Accounts.Tests.Authenticators;

public sealed class LoginTokenTests
{
    private static readonly byte[] Key = Convert.FromBase64String(AccountWorld.TokenKey);
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, 120, DateTimeKind.Utc);
    private static readonly UserId User = Parse("usr2il9suCbuko");

    private readonly TokenAuthenticator _tokens = new(new AccountOptions { Token = new TokenOptions { Key = Key } });

    [Theory]
    [InlineData(AuthLevel.Authenticated, AuthFeatures.Validated, "2il9suCbukqA2NtwFAABAAEAEfF594Ku1iGEyJqzTA5XD+MfrJVJkYTfC9u9l5hfT+k=")]
    [InlineData(AuthLevel.None, AuthFeatures.NoLogin, "2il9suCbukqA2NtwAAABAAIAOK0uUbHfw0vFXbdPBY4tFU6wm9pRvdg+6TKPFPi4l7E=")]
    public void Written_and_read_as_the_reference_does(AuthLevel level, AuthFeatures features, string text)
    {
        var token = new LoginToken(User, 1893456000, level, 1, features);
        var bytes = Convert.FromBase64String(text);
        Assert.Equal(bytes, token.Write(Key));
        Assert.True(LoginToken.TryRead(bytes, out var read));
        Assert.Equal(token, read);
        Assert.True(LoginToken.IsSigned(bytes, Key));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(13)]
    [InlineData(49)]
    public void A_changed_byte_is_401(int at)
    {
        var bytes = Good();
        bytes[at] ^= 1;
        Assert.Equal(401, Refused(bytes));
    }

    [Fact]
    public void Too_short_is_400() => Assert.Equal(400, Refused(Good()[..49]));

    [Fact]
    public void Bytes_beyond_are_ignored() => Assert.True(_tokens.Check([.. Good(), 1], Now).TryGet(out _, out _));

    [Fact]
    public void A_level_out_of_range_is_400() => Assert.Equal(400, Refused(Made(level: 31)));

    [Fact]
    public void Another_serial_number_is_401() => Assert.Equal(401, Refused(Made(serial: 2)));

    [Theory]
    [InlineData(-1, false)]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void It_must_be_good_for_another_second(int seconds, bool isGood) =>
        Assert.Equal(isGood, _tokens.Check(Made(seconds: seconds), Now).TryGet(out _, out _));

    [Fact]
    public void The_serial_number_has_16_bits()
    {
        var tokens = new TokenAuthenticator(new AccountOptions { Token = new TokenOptions { Key = Key, SerialNumber = 65537 } });
        Assert.True(tokens.Check(Made(serial: 1), Now).TryGet(out _, out _));
    }

    [Fact]
    public void The_grant_says_how_long_the_token_is_good()
    {
        Assert.True(_tokens.Check(Made(seconds: 60), Now).TryGet(out var grant, out _));
        Assert.Equal(TimeSpan.FromSeconds(59.88), grant.Lifetime);
        Assert.Equal((User, AuthLevel.Authenticated), (grant.User, grant.Level));
    }

    [Fact]
    public void Issued_tokens_expire_as_configured_to_the_millisecond()
    {
        var issued = _tokens.Issue(new AuthGrant(User, AuthLevel.Root), Now.AddTicks(6000));
        Assert.Equal(Now.AddDays(14).AddMilliseconds(1), issued.Expires);
        Assert.True(_tokens.Check(issued.Bytes, Now).TryGet(out var grant, out _));
        Assert.Equal(AuthLevel.Root, grant.Level);
    }

    private static byte[] Good() => Made();

    private static byte[] Made(int seconds = 3600, int level = 20, ushort serial = 1) => new LoginToken(
        User, (uint)(DateTimeOffset.FromUnixTimeMilliseconds(0).AddTicks((Now - DateTime.UnixEpoch).Ticks).ToUnixTimeSeconds() + seconds),
        (AuthLevel)level, serial, AuthFeatures.Validated).Write(Key);

    private int Refused(byte[] bytes) =>
        _tokens.Check(bytes, Now).TryGet(out _, out var refusal) ? 0 : refusal.Code.Number;

    private static UserId Parse(string text) => UserId.TryParse(text, out var user) ? user : throw new FormatException(text);
}
