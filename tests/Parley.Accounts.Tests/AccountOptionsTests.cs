using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
using Parley.Protocol.Access;

namespace Parley.Accounts.Tests;

public sealed class AccountOptionsTests
{
    [Fact]
    public void Defaults_need_only_a_key()
    {
        Assert.False(IsValid(_ => { }, withKey: false));
        Assert.True(IsValid(_ => { }));
    }

    [Fact]
    public void What_cannot_work_is_found()
    {
        Assert.False(IsValid(o => o.Token.Key = new byte[31]));
        Assert.False(IsValid(o => o.Token.ExpireIn = TimeSpan.Zero));
        Assert.False(IsValid(o => o.Basic.MinLoginLength = 33));
        Assert.False(IsValid(o => o.Code = new CodeOptions { CodeLength = 3 }));
        Assert.False(IsValid(o => o.Code = new CodeOptions { MaxRetries = 0 }));
        Assert.False(IsValid(o => o.PasswordHash.Cost = 3));
        Assert.False(IsValid(o => o.Credentials["a:b"] = new CredentialOptions()));
        Assert.False(IsValid(o => o.Credentials["email"] = new CredentialOptions { RequiredLevels = [AuthLevel.None] }));
        Assert.True(IsValid(o => o.Code = null));
    }

    [Theory]
    [InlineData("my-auth:basic|basic:", true)]
    [InlineData("basic:rest|rest:", true)]
    [InlineData("basic:basic", true)]
    [InlineData("Anonymous:", true)]
    [InlineData("my-auth:basic", false)]
    [InlineData("basic:rest", false)]
    [InlineData("basic", false)]
    [InlineData("a:b:c", false)]
    [InlineData(":basic", false)]
    [InlineData("x:pigeon", false)]
    [InlineData("x:basic|x:token", false)]
    [InlineData("token:", false)]
    public void Logical_names(string entries, bool isRight) =>
        Assert.Equal(isRight, LogicalNames.Errors(entries.Split('|')).Count == 0);

    private static bool IsValid(Action<AccountOptions> change, bool withKey = true)
    {
        var options = new AccountOptions();
        options.Token.Key = withKey ? new byte[32] : [];
        change(options);
        return new AccountOptionsValidator().Validate(null, options).Succeeded;
    }
}
