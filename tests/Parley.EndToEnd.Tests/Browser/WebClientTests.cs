using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>People use the real web client, each in a browser's context of its own.</summary>
public sealed class WebClientTests(WebClientFixture fixture) : IClassFixture<WebClientFixture>
{
    private const string Mira = "Mira Tan";
    private const string Jonas = "Jonas Berg";

    [Fact]
    public Task Two_people_chat_and_see_who_is_online_what_was_read_and_who_types() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await Expect(mira.OwnName).ToHaveTextAsync(Mira);
            await Expect(mira.Contact("Leila Haddad")).ToBeVisibleAsync();
            await Expect(mira.Unread(Jonas)).ToHaveTextAsync("1");
            await Expect(mira.ContactOnline(Jonas)).ToHaveCountAsync(0);

            await LogInAsync(jonas);
            await Expect(jonas.ContactOnline(Mira)).ToBeVisibleAsync();
            await Expect(mira.ContactOnline(Jonas)).ToBeVisibleAsync();

            // What was written before is there, and reading it is seen by who wrote it.
            await jonas.OpenContactAsync(Mira);
            await Expect(jonas.Sent("How does it ride?")).ToBeVisibleAsync();
            await Expect(jonas.ReadMark("How does it ride?")).ToHaveCountAsync(0);
            await mira.OpenContactAsync(Jonas);
            await Expect(mira.Received("How does it ride?")).ToBeVisibleAsync();
            await Expect(mira.Unread(Jonas)).ToHaveCountAsync(0);
            await Expect(jonas.ReadMark("How does it ride?")).ToBeVisibleAsync();

            await mira.TypeSeenByAsync(jonas, "Like a");
            await mira.SendAsync("Like a dream!");
            await Expect(jonas.Received("Like a dream!")).ToBeVisibleAsync();
            await Expect(mira.ReadMark("Like a dream!")).ToBeVisibleAsync();
            await jonas.SendAsync("Told you so.");
            await Expect(mira.Received("Told you so.")).ToBeVisibleAsync();

            await Expect(mira.OnlineMark).ToBeVisibleAsync();
            await jonas.LeaveAsync();
            await Expect(mira.OnlineMark).ToHaveCountAsync(0);
            await Expect(mira.ContactOnline(Jonas)).ToHaveCountAsync(0);

            await mira.SendAsync("Asleep already?");
            await Expect(mira.ReceivedMark("Asleep already?")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Somebody_makes_a_group_invites_another_and_both_chat_in_it() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(jonas);
            await Expect(mira.Contact(Jonas)).ToBeVisibleAsync();
            await mira.MakeGroupAsync("Night ride");
            await mira.AddMemberAsync(Jonas);

            await jonas.OpenContactAsync("Night ride");
            await mira.SendAsync("Lights on both wheels, please.");
            await Expect(jonas.Received("Lights on both wheels, please.")).ToBeVisibleAsync();
            await Expect(jonas.AuthorOf("Lights on both wheels, please.")).ToHaveTextAsync(Mira);
            await Expect(mira.ReadMark("Lights on both wheels, please.")).ToBeVisibleAsync();

            await jonas.TypeSeenByAsync(mira, "Mine");
            await jonas.SendAsync("Mine shine.");
            await Expect(mira.Received("Mine shine.")).ToBeVisibleAsync();
            await Expect(mira.AuthorOf("Mine shine.")).ToHaveTextAsync(Jonas);
        });

    [Fact]
    public Task After_a_reload_everything_is_still_there() =>
        fixture.MeetAsync(["tobi", "sofia"], async pages =>
        {
            var (tobi, sofia) = (pages[0], pages[1]);
            await LogInAsync(tobi);
            await LogInAsync(sofia);
            await tobi.OpenContactAsync("Hill walkers");
            await sofia.OpenContactAsync("Hill walkers");
            await tobi.SendAsync("The bread is ready.");
            await Expect(sofia.Received("The bread is ready.")).ToBeVisibleAsync();
            await Expect(tobi.ReadMark("The bread is ready.")).ToBeVisibleAsync();

            foreach (var page in pages)
            {
                await page.ReloadAsync();
                await Expect(page.Contact("Repair café news")).ToBeVisibleAsync();
                await Expect(page.LoginForm).ToHaveCountAsync(0);
                await page.OpenContactAsync("Hill walkers");
            }

            await Expect(tobi.ReadMark("The bread is ready.")).ToBeVisibleAsync();
            await Expect(tobi.Received("Count me in.")).ToBeVisibleAsync();
            await Expect(sofia.Received("The bread is ready.")).ToBeVisibleAsync();
            await Expect(sofia.Unread("Hill walkers")).ToHaveCountAsync(0);

            await sofia.SendAsync("I can smell it from here.");
            await Expect(tobi.Received("I can smell it from here.")).ToBeVisibleAsync();
        });

    [Fact]
    public Task Somebody_finds_a_stranger_and_writes() =>
        fixture.MeetAsync(["kenji", "mira"], async pages =>
        {
            var (kenji, mira) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(kenji);
            await kenji.FindAsync("basic:mira", Mira);
            await kenji.SendAsync("Is there room for one more on Thursday?");

            await mira.OpenContactAsync("Kenji Mori");
            await Expect(mira.Received("Is there room for one more on Thursday?")).ToBeVisibleAsync();
            await mira.SendAsync("Always.");
            await Expect(kenji.Received("Always.")).ToBeVisibleAsync();
        });

    [Fact]
    public Task The_page_asks_nobody_but_its_own_server() =>
        fixture.MeetAsync(["sofia"], async pages =>
        {
            var sofia = pages[0];
            await LogInAsync(sofia);
            await sofia.OpenContactAsync("Kenji Mori");
            await Expect(sofia.Received("Gladly.")).ToBeVisibleAsync();
            Assert.Contains(sofia.Requests, request => request.StartsWith("ws://", StringComparison.Ordinal));
            Assert.Contains(sofia.Requests, request => request.EndsWith(".woff2", StringComparison.Ordinal));
            sofia.AssertKeptToItself();
        });

    [Fact]
    public Task A_wrong_password_is_refused_in_words() =>
        fixture.MeetAsync(["leila"], async pages =>
        {
            await pages[0].LogInAsync("not-the-password");
            await Expect(pages[0].ErrorBanner).ToBeVisibleAsync();
            await Expect(pages[0].LoginForm).ToBeVisibleAsync();
        });

    private async Task LogInAsync(WebClientPage page)
    {
        await page.LogInAsync(await fixture.PasswordOfAsync(page.Login));
        await Expect(page.LoginForm).ToHaveCountAsync(0);
    }
}
