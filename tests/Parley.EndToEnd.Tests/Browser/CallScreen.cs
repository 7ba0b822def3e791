using Microsoft.Playwright;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What a person sees and does of calls.</summary>
internal sealed class CallScreen(WebClientPage person)
{
    /// <summary>Somebody calls.</summary>
    public ILocator Ringing => person.Page.Locator(".incoming-call .caller-name");

    /// <summary>The call that is under way, one's own that rings included.</summary>
    public ILocator Panel => person.Page.Locator("#video-container");

    /// <summary>The other one is seen.</summary>
    public ILocator OthersPicture => Panel.Locator(".call-party.peer video");

    /// <summary>Pulses while the other one has not answered.</summary>
    public ILocator Waiting => Panel.Locator(".caller-card.pulse");

    /// <summary>What the history says of calls.</summary>
    public ILocator History => person.Page.Locator("#scroller .call-message");

    /// <summary>How the last call has ended: a length of time, or a word.</summary>
    public ILocator LastOutcome => History.Last.Locator(".duration");

    public Task CallAsync() => ChooseAsync("Call");

    public Task CallWithPictureAsync() => ChooseAsync("Video call");

    public Task AnswerAsync() => person.Page.Locator(".incoming-call button.positive").ClickAsync();

    public Task RefuseAsync() => person.Page.Locator(".incoming-call button.danger").ClickAsync();

    public Task HangUpAsync() => Panel.Locator("#controls button.danger").ClickAsync();

    private async Task ChooseAsync(string entry)
    {
        await person.Page.Locator("#topic-caption-panel a").Filter(new() { HasText = "more_vert" }).ClickAsync();
        await person.Page.Locator("ul.menu li").GetByText(entry, new() { Exact = true }).ClickAsync();
    }
}
