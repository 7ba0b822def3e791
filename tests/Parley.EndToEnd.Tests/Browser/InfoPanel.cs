using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What a person sees and changes of the conversation that is open, beside its messages.</summary>
internal sealed class InfoPanel(WebClientPage person)
{
    private ILocator Root => person.Page.Locator("#info-view");

    /// <summary>The id by which others find it.</summary>
    public ILocator Address => Root.Locator("#info-view-content tt").First;

    /// <summary>Everything that is said of it.</summary>
    public ILocator Content => Root.Locator("#info-view-content");

    /// <summary>One's own permissions, on the page about security.</summary>
    public ILocator OwnPermissions => Root.Locator("tt.clickable").First;

    public async Task OpenAsync()
    {
        if (await Root.CountAsync() > 0)
            await CloseAsync();
        await person.Page.Locator("#topic-caption-panel a").Filter(new() { HasText = "more_vert" }).ClickAsync();
        await person.Page.Locator("ul.menu li").GetByText("Info", new() { Exact = true }).ClickAsync();
        await Expect(Content).ToBeVisibleAsync();
    }

    /// <summary>Goes back, page by page.</summary>
    public async Task CloseAsync()
    {
        var back = Root.Locator("#info-caption-panel a");
        if (await Content.CountAsync() == 0)
        {
            await back.ClickAsync();
            await Expect(Content).ToBeVisibleAsync();
        }
        await back.ClickAsync();
        await Expect(Root).ToHaveCountAsync(0);
    }

    /// <summary>Writes a new text into a line of the description.</summary>
    /// <param name="label">"Name", "Alias", "Description" or "Private comment".</param>
    public async Task DescribeAsync(string label, string text)
    {
        await GoToAsync("Edit");
        var line = Root.Locator(".group").Filter(new() { Has = person.Page.Locator("label").GetByText(label, new() { Exact = true }) });
        await line.Locator("span.in-place-edit").ClickAsync();
        var field = line.Locator("input.in-place-edit, textarea.in-place-edit");
        await field.FillAsync(text);
        await field.PressAsync("Enter");
        await Expect(line.Locator("span.in-place-edit")).ToContainTextAsync(text);
    }

    /// <summary>Gives it another tag to be found by.</summary>
    public async Task AddTagAsync(string tag)
    {
        await GoToAsync("Edit");
        await Root.Locator(".quoted a.flat-button").ClickAsync();
        var field = Root.Locator(".chip-input input");
        await field.FillAsync(tag);
        await field.PressAsync("Enter");
        await Root.Locator("#tag-manager-buttons button.primary").ClickAsync();
        await Expect(Root.Locator(".quoted .badge").GetByText(tag, new() { Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>Changes what those may do who join by themselves.</summary>
    public async Task SetDefaultAccessAsync(params string[] toggled)
    {
        await GoToAsync("Security");
        await Root.Locator(".quoted tt.clickable").First.ClickAsync();
        await ToggleAsync(toggled);
    }

    /// <summary>Asks for other permissions, or gives some up.</summary>
    public async Task AskForAsync(params string[] toggled)
    {
        await GoToAsync("Security");
        await OwnPermissions.ClickAsync();
        await ToggleAsync(toggled);
    }

    /// <summary>Switches permissions of the open editor on or off.</summary>
    /// <param name="permissions">As they are called there: "Write" and so on.</param>
    public async Task ToggleAsync(params string[] permissions)
    {
        var editor = Root.Locator("table.permission-editor");
        foreach (var permission in permissions)
            await editor.Locator("tr").Filter(new() { HasText = permission }).Locator("i.clickable").ClickAsync();
        await Root.Locator(".dialog-buttons button.primary").ClickAsync();
        await Expect(editor).ToHaveCountAsync(0);
    }

    /// <summary>Does one of the dangerous things on the page about security, and confirms it.</summary>
    /// <param name="what">"Leave Conversation", "Clear Messages for All".</param>
    public async Task ConfirmAsync(string what)
    {
        await GoToAsync("Security");
        await Root.Locator("a.flat-button").Filter(new() { HasText = what }).ClickAsync();
        await person.Page.Locator(".alert .dialog-buttons button.primary").ClickAsync();
    }

    private async Task GoToAsync(string page)
    {
        await OpenAsync();
        await Content.Locator("a.flat-button").Filter(new() { HasText = page }).First.ClickAsync();
        await Expect(Content).ToHaveCountAsync(0);
    }
}
