using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>People make, mend and end their accounts in the real web client, with codes from real mails.</summary>
public sealed class AccountTests(AccountFixture fixture) : IClassFixture<AccountFixture>
{
    private const string Address = "vera@example.com";
    private const string Another = "vera.new@example.com";

    [Fact]
    public Task Somebody_registers_confirms_forgets_the_password_changes_the_address_and_leaves_for_good() =>
        fixture.MeetAsync(["vera"], async pages =>
        {
            var vera = pages[0];
            var account = new AccountScreen(vera);
            await account.RegisterAsync("first-pass", "Vera Lind", Address);
            await Expect(account.CodeField).ToBeVisibleAsync();
            await account.ConfirmAsync(await fixture.CodeAsync(Address));
            await Expect(vera.OwnName).ToHaveTextAsync("Vera Lind");
            await account.LogOutAsync();

            await account.AskForNewPasswordAsync(Address);
            await account.OpenLinkAsync(await fixture.LinkAsync(Address, "reset"));
            await account.SetNewPasswordAsync("second-pass");
            await vera.LogInAsync("second-pass");
            await Expect(vera.OwnName).ToHaveTextAsync("Vera Lind");

            await account.ChangeAddressAsync(Address, Another);
            await account.ConfirmAddressAsync(await fixture.CodeAsync(Another));
            await account.FollowAsync("#edit");
            await Expect(account.Address(Another)).ToBeVisibleAsync();
            await Expect(account.WaitingMark(Another)).ToHaveCountAsync(0);
            await account.RemoveAddressAsync(Address);
            await Expect(account.Address(Another)).ToBeVisibleAsync();

            await account.DeleteAccountAsync();
            await vera.LogInAsync("second-pass");
            await Expect(vera.ErrorBanner).ToBeVisibleAsync();
            await Expect(vera.LoginForm).ToBeVisibleAsync();
        });

    [Fact]
    public Task A_link_in_the_mail_confirms_an_address() =>
        fixture.MeetAsync(["nils"], async pages =>
        {
            var account = new AccountScreen(pages[0]);
            await account.RegisterAsync("first-pass", "Nils Ek", "nils@example.com");
            await Expect(account.CodeField).ToBeVisibleAsync();
            await account.OpenLinkAsync(await fixture.LinkAsync("nils@example.com", "cred"));
            await Expect(pages[0].OwnName).ToHaveTextAsync("Nils Ek");
        });
}
