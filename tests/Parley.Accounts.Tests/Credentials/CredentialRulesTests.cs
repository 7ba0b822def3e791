using Parley.Accounts.Credentials;
using Parley.Accounts.Options;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Tests.Credentials;

public sealed class CredentialRulesTests : IAsyncLifetime
{
    private static readonly DateTime Now = new(2026, 3, 1, 12, 0, 0, DateTimeKind.Utc);
    private static readonly UserId User = new(7);

    private readonly AccountWorld _world = new();

    private CredentialRules Rules => _world.Get<CredentialRules>();

    public ValueTask InitializeAsync() => default;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData(null, 406)]
    [InlineData("", 406)]
    [InlineData("000000", 406)]
    [InlineData("654321", 0)]
    [InlineData("123456", 0)]
    public void A_code_is_right_or_406(string? response, int code)
    {
        var check = Rules.Confirm(Stored("a@example.com"), response, Now);
        Assert.Equal(code, check.Refusal?.Code.Number ?? 0);
        Assert.Equal(code == 0 ? typeof(ConfirmCredential) : typeof(FailCredential), check.Write?.GetType());
        Assert.Equal(code == 0 ? "email:a@example.com" : null, check.Tag);
        Assert.Equal(code != 0, check.IsWrong);
    }

    [Fact]
    public void An_empty_code_never_confirms() =>
        Assert.True(Rules.Confirm(Stored("a@example.com") with { Response = "" }, "", Now).IsWrong);

    [Fact]
    public void With_nothing_to_confirm_it_is_404()
    {
        var check = Rules.Confirm(null, "123456", Now);
        Assert.Equal((404, false), (check.Refusal?.Code.Number, check.IsWrong));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 422)]
    public void Tries_are_bounded(int retries, int code) =>
        Assert.Equal(code, Rules.Confirm(Stored("a@example.com") with { Retries = retries }, "654321", Now).Refusal?.Code.Number ?? 0);

    [Theory]
    [InlineData(null, null, 400)]
    [InlineData("email", null, 400)]
    [InlineData("email", "", 400)]
    [InlineData("pigeon", "x", 400)]
    [InlineData("email", "nobody@example.com", 304)]
    [InlineData("email", "Done@example.com", 422)]
    [InlineData("email", "open@example.com", 0)]
    public void Removing_is_refused(string? method, string? value, int code) => Assert.Equal(code, Remove(
        AuthLevel.Authenticated, method, value, Stored("done@example.com") with { IsDone = true }, Stored("open@example.com")).Code);

    [Fact]
    public void A_confirmed_value_can_be_removed_if_another_one_is_confirmed()
    {
        var (code, removal) = Remove(
            AuthLevel.Authenticated, "email", "a@example.com",
            Stored("a@example.com") with { IsDone = true }, Stored("b@example.com") with { IsDone = true });
        Assert.Equal((0, "email:a@example.com"), (code, removal?.Tag));
        Assert.Equal(new DeleteCredential(User, "email", "a@example.com", Now), removal?.Writes[0]);
    }

    [Fact]
    public void What_is_not_required_can_be_removed() =>
        Assert.Equal(0, Remove(AuthLevel.Anonymous, "email", "a@example.com", Stored("a@example.com") with { IsDone = true }).Code);

    [Fact]
    public void A_value_that_was_not_confirmed_has_no_tag() =>
        Assert.Null(Remove(AuthLevel.Authenticated, "email", "a@example.com", Stored("a@example.com")).Removal?.Tag);

    [Theory]
    [InlineData("alice@example.com", 0)]
    [InlineData("a.l+i_ce@sub.example.com", 0)]
    [InlineData("алиса@пример.рф", 0)]
    [InlineData("a@b", 0)]
    [InlineData(".a@b", 400)]
    [InlineData("a..b@c", 400)]
    [InlineData("a.@b", 400)]
    [InlineData("a@b@c", 400)]
    [InlineData("a@b.", 400)]
    [InlineData("a@b\r\nBcc: c@d", 400)]
    [InlineData("<a@b>", 400)]
    [InlineData("\"a b\"@c", 400)]
    [InlineData("", 400)]
    public void Addresses(string value, int code) =>
        Assert.Equal(code, Code(new EmailValidator().Check(value, default, null, new CredentialOptions())));

    [Fact]
    public void Addresses_have_at_most_128_bytes()
    {
        var name = new string('x', 128 - "@example.com".Length);
        Assert.Equal(0, Code(new EmailValidator().Check(name + "@example.com", default, null, new CredentialOptions())));
        Assert.Equal(400, Code(new EmailValidator().Check(name + "x@example.com", default, null, new CredentialOptions())));
    }

    [Theory]
    [InlineData("a@Example.com", 0)]
    [InlineData("a@other.com", 422)]
    [InlineData("a@sub.example.com", 422)]
    public void Addresses_of_other_domains_are_422(string value, int code) =>
        Assert.Equal(code, Code(new EmailValidator().Check(value, default, null, new CredentialOptions { Domains = ["example.com"] })));

    [Theory]
    [InlineData("+17025551234", null, null, "+17025551234")]
    [InlineData("7025551234", null, null, "+17025551234")]
    [InlineData("+1 (702) 555-12-34", null, null, "+17025551234")]
    [InlineData("07911 123456", """{"countryCode":"GB"}""", null, "+447911123456")]
    [InlineData("07911 123456", null, "GB", "+447911123456")]
    [InlineData("015123456789", null, "DE", "+4915123456789")]
    [InlineData("+442071838750", null, null, null)]
    [InlineData("03012345678", null, "DE", null)]
    [InlineData("abc", null, null, null)]
    [InlineData("+1702", null, null, null)]
    [InlineData("1-800-FLOWERS", null, null, null)]
    [InlineData("call 7025551234", null, null, null)]
    [InlineData("", null, null, null)]
    [InlineData("7025551234", """{"countryCode":"FR"}""", null, null)]
    [InlineData("7025551234", """{"countryCode":"nowhere"}""", null, "+17025551234")]
    [InlineData("7025551234", """{"countryCode":17}""", null, "+17025551234")]
    public void Telephone_numbers(string value, string? parameters, string? country, string? expected)
    {
        var payload = parameters is null ? default : Payload.FromJson(parameters);
        var isRight = new TelValidator(new AccountOptions()).Check(value, payload, country, new CredentialOptions()).TryGet(out var number, out _);
        Assert.Equal(expected, isRight ? number : null);
    }

    private (int Code, CredentialRemoval? Removal) Remove(AuthLevel level, string? method, string? value, params StoredCredential[] all) =>
        Rules.Remove(User, level, new CredPart { Method = method, Value = value }, all, Now).TryGet(out var removal, out var refusal)
            ? (0, removal)
            : (refusal.Code.Number, null);

    private static int Code<T>(Outcome<T> outcome) => outcome.TryGet(out _, out var refusal) ? 0 : refusal.Code.Number;

    private static StoredCredential Stored(string value) =>
        new() { User = User, Method = "email", Value = value, Response = "654321" };
}
