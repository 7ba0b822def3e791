using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What a person who manages a group sees and does of its members.</summary>
internal sealed class MembersPanel(WebClientPage person)
{
    private readonly InfoPanel _info = new(person);

    /// <summary>The permissions of a member, as letters.</summary>
    public ILocator PermissionsOf(string title) => Member(title).Locator("span.badge").Last;

    /// <summary>The member is blocked.</summary>
    public ILocator BlockMark(string title) => Member(title).Locator("i.material-icons").GetByText("block", new() { Exact = true });

    public ILocator Member(string title) =>
        person.Page.Locator("#info-view ul.contact-box > li")
            .Filter(new() { Has = person.Page.Locator(".contact-title").GetByText(title, new() { Exact = true }) });

    /// <summary>Switches permissions of a member on or off.</summary>
    public async Task ChangeAsync(string title, params string[] toggled)
    {
        await ChooseAsync(title, "Edit permissions");
        await _info.ToggleAsync(toggled);
    }

    public Task BlockAsync(string title) => ChooseAsync(title, "Block");

    public Task RemoveAsync(string title) => ChooseAsync(title, "Remove");

    private async Task ChooseAsync(string title, string entry)
    {
        await _info.OpenAsync();
        await Expect(Member(title)).ToBeVisibleAsync();
        await Member(title).HoverAsync();
        await Member(title).Locator(".menuTrigger a").ClickAsync(new() { Force = true });
        await person.Page.Locator("ul.menu li").GetByText(entry, new() { Exact = true }).ClickAsync();
    }
}
