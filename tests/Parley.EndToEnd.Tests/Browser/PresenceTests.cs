using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What one person does shows on the other one's page, without a reload and within a second.</summary>
[Collection(typeof(Alone))]
public sealed class PresenceTests(WebClientFixture fixture) : IClassFixture<WebClientFixture>
{
    private const string Mira = "Mira Tan";
    private const string Jonas = "Jonas Berg";

    // A topic without sessions is kept for four seconds before anybody is told that the user has gone.
    private const float GraceAndASecond = 4_000 + ASecond;

    private const float ASecond = 1_000;

    [Fact]
    public Task Dots_badges_typing_ticks_and_last_seen_follow_what_the_other_one_does() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await Expect(mira.ContactOnline(Jonas)).ToHaveCountAsync(0);
            await LogInAsync(jonas);
            await Expect(mira.ContactOnline(Jonas)).ToBeVisibleAsync(Soon);

            // Jonas looks at something else: he gets a badge, and Mira sees that nobody has it yet.
            await mira.OpenContactAsync(Jonas);
            await jonas.OpenContactAsync("Hill walkers");
            await Expect(jonas.Unread(Mira)).ToHaveCountAsync(0);
            await mira.SendAsync("One bell or two?");
            await Expect(jonas.Unread(Mira)).ToBeVisibleAsync(Soon);
            await Expect(mira.ReceivedMark("One bell or two?")).ToHaveCountAsync(0);

            await jonas.OpenContactAsync(Mira);
            await Expect(mira.ReceivedMark("One bell or two?")).ToBeVisibleAsync(Soon);
            await Expect(jonas.Unread(Mira)).ToHaveCountAsync(0);
            await Expect(mira.ReadMark("One bell or two?")).ToBeVisibleAsync();

            await jonas.TypeSeenByAsync(mira, "Tw");
            await Expect(LastSeen(mira)).ToHaveTextAsync("online now");

            await jonas.LeaveAsync();
            await Expect(mira.OnlineMark).ToHaveCountAsync(0, new() { Timeout = GraceAndASecond });
            await Expect(LastSeen(mira)).Not.ToHaveTextAsync("online now", new() { Timeout = GraceAndASecond });
        });

    private static LocatorAssertionsToBeVisibleOptions Soon => new() { Timeout = ASecond };

    private static ILocator LastSeen(WebClientPage page) => page.Page.Locator("#topic-last-seen");

    private async Task LogInAsync(WebClientPage page)
    {
        await page.LogInAsync(await fixture.PasswordOfAsync(page.Login));
        await Expect(page.LoginForm).ToHaveCountAsync(0);
    }
}
