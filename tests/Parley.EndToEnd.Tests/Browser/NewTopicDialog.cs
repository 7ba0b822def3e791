using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>How a person begins something new: a group or channel of its own, or one that there is.</summary>
internal sealed class NewTopicDialog(WebClientPage person)
{
    /// <summary>What was found.</summary>
    public ILocator Found(string title) => person.Contact(title);

    /// <summary>Makes a channel, which opens.</summary>
    public async Task MakeChannelAsync(string title, string tag)
    {
        await OpenAsync("grp");
        await person.Page.Locator("#new-topic-fn").FillAsync(title);
        await person.Page.Locator("#sidepanel label").GetByText("This is a channel").ClickAsync();
        var tags = person.Page.Locator("#sidepanel .chip-input input");
        await tags.FillAsync(tag);
        // Enter would send the form.
        await tags.BlurAsync();
        await person.Page.Locator("#sidepanel .dialog-buttons button.primary").ClickAsync();
        await Expect(person.TopicTitle).ToHaveTextAsync(title);
    }

    /// <summary>Enters something by its id.</summary>
    public async Task JoinAsync(string address)
    {
        await OpenAsync("byid");
        await person.Page.Locator("#sidepanel .panel-form input[type=text]").FillAsync(address);
        await person.Page.Locator("#sidepanel .dialog-buttons button.primary").ClickAsync();
    }

    /// <summary>Looks for people and groups.</summary>
    public async Task SearchAsync(string query)
    {
        await OpenAsync("find");
        var field = person.Page.Locator("#sidepanel input.search");
        await field.FillAsync(query);
        await field.PressAsync("Enter");
    }

    private async Task OpenAsync(string tab)
    {
        var tabs = person.Page.Locator("#sidepanel ul.tabbar");
        if (await tabs.CountAsync() == 0)
            await person.Page.Locator("#side-caption-panel a").Filter(new() { HasText = "chat" }).ClickAsync();
        await tabs.Locator($"a[data-id={tab}]").ClickAsync();
    }
}
