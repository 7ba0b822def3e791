using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What a person says of itself.</summary>
internal sealed class OwnSettings(WebClientPage person)
{
    public async Task CloseAsync()
    {
        var back = person.Page.Locator("#side-caption-panel a").Filter(new() { HasText = "arrow_back" });
        while (await person.Contacts.CountAsync() == 0)
        {
            await back.ClickAsync();
            await Expect(person.Page.Locator("#sidepanel .in-place-edit")).ToHaveCountAsync(0);
        }
    }

    /// <param name="label">"Your name", "Alias" or "Description".</param>
    public async Task DescribeAsync(string label, string text)
    {
        var page = person.Page.Locator("#sidepanel");
        if (await page.Locator(".in-place-edit").CountAsync() == 0)
        {
            await person.Page.Locator("#side-caption-panel a").Filter(new() { HasText = "settings" }).ClickAsync();
            await page.Locator("a.flat-button").Filter(new() { HasText = "Edit" }).First.ClickAsync();
        }
        var line = page.Locator(".group").Filter(new() { Has = person.Page.Locator("label").GetByText(label) });
        await line.Locator("span.in-place-edit").ClickAsync();
        var field = line.Locator("input.in-place-edit");
        await field.FillAsync(text);
        await field.PressAsync("Enter");
        await Expect(line.Locator("span.in-place-edit")).ToContainTextAsync(text);
    }
}
