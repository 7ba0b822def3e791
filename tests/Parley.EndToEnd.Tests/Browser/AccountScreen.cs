using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What a person does to its own account in the web client.</summary>
internal sealed class AccountScreen(WebClientPage person)
{
    private IPage Page => person.Page;

    /// <summary>Where the code from a mail is typed in.</summary>
    public ILocator CodeField => Page.Locator("#enter-confirmation-code");

    public ILocator ResetForm => Page.Locator("#password-reset-form");

    private ILocator NewPassword => ResetForm.Locator("input[autocomplete=new-password]");

    /// <summary>The addresses in the settings of the account; those that wait for a code are marked.</summary>
    public ILocator Address(string address) => Page.Locator("#sidepanel .group.quoted").Filter(new() { HasText = address });

    public ILocator WaitingMark(string address) => Address(address).Locator("i").GetByText("pending");

    /// <summary>Opens a link from a mail, which loads the web client anew.</summary>
    public async Task OpenLinkAsync(string hash)
    {
        var address = new Uri(Page.Url).GetLeftPart(UriPartial.Path);
        await Page.GotoAsync("about:blank");
        await Page.GotoAsync(address + hash);
    }

    /// <summary>Goes to a page of the web client.</summary>
    public Task FollowAsync(string hash) => Page.EvaluateAsync("hash => { window.location.hash = hash; }", hash);

    public async Task RegisterAsync(string password, string name, string address)
    {
        await FollowAsync("#register");
        var form = Page.Locator("#sidepanel form.panel-form-column");
        await form.Locator("input[autocomplete=user-name]").FillAsync(person.Login);
        var secret = form.Locator("input[autocomplete=new-password]");
        await secret.FillAsync(password);
        await secret.BlurAsync();
        await form.Locator("input[autocomplete=name]").FillAsync(name);
        await form.Locator("input[autocomplete=email]").FillAsync(address);
        await form.Locator("button[type=submit]").ClickAsync();
    }

    public async Task ConfirmAsync(string code)
    {
        await CodeField.FillAsync(code);
        await Page.Locator("#sidepanel .dialog-buttons button.primary").ClickAsync();
    }

    public async Task LogOutAsync()
    {
        await FollowAsync("#security");
        await Page.Locator("#sidepanel a.danger").Filter(new() { HasText = "Logout" }).ClickAsync();
        await Expect(person.LoginForm).ToBeVisibleAsync();
    }

    /// <summary>Says that the password is forgotten.</summary>
    public async Task AskForNewPasswordAsync(string address)
    {
        await person.LoginForm.Locator("a[href='#reset']").ClickAsync();
        await ResetForm.Locator("#inputEmail").FillAsync(address);
        await ResetForm.Locator("button[type=submit]").ClickAsync();
        await Expect(NewPassword).ToBeVisibleAsync();
    }

    public async Task SetNewPasswordAsync(string password)
    {
        await NewPassword.FillAsync(password);
        await NewPassword.BlurAsync();
        await ResetForm.Locator("button[type=submit]").ClickAsync();
        await Expect(ResetForm).ToHaveCountAsync(0);
    }

    /// <summary>Gives another address, which then waits for its code.</summary>
    public async Task ChangeAddressAsync(string from, string to)
    {
        await FollowAsync("#edit");
        await Address(from).Locator("tt.clickable").ClickAsync();
        var form = Page.Locator("#sidepanel form.panel-form-column");
        await form.Locator("input[autocomplete=email]").FillAsync(to);
        await form.Locator("button[type=submit]").ClickAsync();
    }

    /// <summary>Types in the code for an address that was just given.</summary>
    public async Task ConfirmAddressAsync(string code)
    {
        var form = Page.Locator("#sidepanel form.panel-form-column");
        await form.Locator("input[type=text]").FillAsync(code);
        await form.Locator("button[type=submit]").ClickAsync();
        // The page sends it and goes back to the conversations.
        await Expect(form).ToHaveCountAsync(0);
        await Expect(CodeField).ToHaveCountAsync(0);
    }

    public async Task RemoveAddressAsync(string address)
    {
        await FollowAsync("#edit");
        await Address(address).Locator("a").Filter(new() { HasText = "delete" }).ClickAsync();
        await Expect(Address(address)).ToHaveCountAsync(0);
    }

    public async Task DeleteAccountAsync()
    {
        await FollowAsync("#security");
        await Page.Locator("#sidepanel a.danger").Filter(new() { HasText = "Delete account" }).ClickAsync();
        await Page.Locator(".alert button.primary").ClickAsync();
        await Expect(person.LoginForm).ToBeVisibleAsync();
    }
}
