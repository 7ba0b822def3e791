using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>The life of groups and channels, as both people see it.</summary>
public sealed class GroupTests(WebClientFixture fixture) : IClassFixture<WebClientFixture>
{
    private const string Mira = "Mira Tan";
    private const string Jonas = "Jonas Berg";

    [Fact]
    public Task Somebody_joins_by_id_asks_to_write_is_approved_and_later_banned() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(jonas);
            await mira.MakeGroupAsync("Tea circle");
            var (info, members) = (new InfoPanel(mira), new MembersPanel(mira));
            await info.SetDefaultAccessAsync("Write");
            await info.OpenAsync();
            var address = await info.Address.InnerTextAsync();
            await mira.SendAsync("First pot at four.");

            await new NewTopicDialog(jonas).JoinAsync(address);
            await Expect(jonas.TopicTitle).ToHaveTextAsync("Tea circle");
            await Expect(jonas.Received("First pot at four.")).ToBeVisibleAsync();
            await Expect(jonas.Composer).ToHaveCountAsync(0);
            await info.OpenAsync();
            await Expect(members.PermissionsOf(Jonas)).ToHaveTextAsync("JRPS");

            await new InfoPanel(jonas).AskForAsync("Write");
            await members.ChangeAsync(Jonas, "Write");
            await Expect(members.PermissionsOf(Jonas)).ToHaveTextAsync("JRWPS");
            await jonas.SendAsync("I bring the cups.");
            await Expect(mira.Received("I bring the cups.")).ToBeVisibleAsync();

            await members.BlockAsync(Jonas);
            await Expect(members.BlockMark(Jonas)).ToBeVisibleAsync();
            await mira.SendAsync("He broke the pot.");
            await mira.OpenContactAsync(Jonas);
            await mira.SendAsync("Sorry.");
            await Expect(jonas.Unread(Mira)).ToBeVisibleAsync();
            await Expect(jonas.TopicTitle).ToHaveTextAsync("Tea circle");
            await Expect(jonas.Received("He broke the pot.")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Somebody_changes_a_group_clears_it_for_all_and_deletes_it_when_the_other_has_left() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(jonas);
            await Expect(mira.Contact(Jonas)).ToBeVisibleAsync();
            await mira.MakeGroupAsync("Kite day");
            await mira.AddMemberAsync(Jonas);
            await jonas.OpenContactAsync("Kite day");
            await mira.SendAsync("Who flies?");
            await Expect(jonas.Received("Who flies?")).ToBeVisibleAsync();
            await jonas.SendAsync("Wind from the west.");
            await Expect(mira.Received("Wind from the west.")).ToBeVisibleAsync();

            var (ofMira, ofJonas) = (new InfoPanel(mira), new InfoPanel(jonas));
            await ofMira.DescribeAsync("Description", "Strings of forty metres");
            await ofMira.DescribeAsync("Name", "Kite week");
            await Expect(jonas.Contact("Kite week")).ToBeVisibleAsync();
            await Expect(jonas.TopicTitle).ToHaveTextAsync("Kite week");
            await ofJonas.OpenAsync();
            await Expect(ofJonas.Content).ToContainTextAsync("Strings of forty metres");
            await ofJonas.DescribeAsync("Private comment", "bring gloves");
            await ofJonas.OpenAsync();
            await Expect(ofJonas.Content).ToContainTextAsync("bring gloves");
            await ofMira.OpenAsync();
            await Expect(ofMira.Content).Not.ToContainTextAsync("bring gloves");

            await ofMira.ConfirmAsync("Clear Messages for All");
            await Expect(mira.Received("Wind from the west.")).ToHaveCountAsync(0);
            await Expect(jonas.Sent("Wind from the west.")).ToHaveCountAsync(0);

            await ofJonas.ConfirmAsync("Leave Conversation");
            await Expect(jonas.Contact("Kite week")).ToHaveCountAsync(0);
            await ofMira.OpenAsync();
            // The web client keeps who has left in its list until it asks again.
            await Expect(new MembersPanel(mira).PermissionsOf(Jonas)).ToHaveTextAsync("N");

            await mira.DeleteContactAsync("Kite week");
            await Expect(mira.Contact("Kite week")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Somebody_finds_a_channel_by_tag_and_by_alias_follows_it_and_sees_it_end() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(jonas);
            await new NewTopicDialog(mira).MakeChannelAsync("Tide times", "lighthouse");
            var info = new InfoPanel(mira);
            await info.DescribeAsync("Alias", "tidetimes");
            await mira.SendAsync("High water at noon.");

            var dialog = new NewTopicDialog(jonas);
            await dialog.SearchAsync("lighthouse");
            await Expect(dialog.Found("Tide times")).ToBeVisibleAsync();
            await dialog.SearchAsync("@tidetimes");
            await jonas.OpenContactAsync("Tide times");
            await Expect(jonas.Received("High water at noon.")).ToBeVisibleAsync();
            await Expect(jonas.AuthorOf("High water at noon.")).ToHaveCountAsync(0);
            await Expect(jonas.Composer).ToHaveCountAsync(0);
            await mira.SendAsync("Low water at six.");
            await Expect(jonas.Received("Low water at six.")).ToBeVisibleAsync();

            await mira.DeleteContactAsync("Tide times");
            await Expect(mira.Contact("Tide times")).ToHaveCountAsync(0);
            // Who follows a channel is not told that it is gone, as with the reference; but nobody finds it any more.
            await dialog.SearchAsync("basic:mira");
            await Expect(dialog.Found(Mira)).ToBeVisibleAsync();
            await dialog.SearchAsync("@tidetimes");
            await Expect(dialog.Found(Mira)).ToHaveCountAsync(0);
            await Expect(dialog.Found("Tide times")).ToHaveCountAsync(0);
        });

    [Fact]
    public Task Somebody_takes_another_name_and_an_alias_by_which_it_is_found() =>
        fixture.MeetAsync(["kenji", "mira"], async pages =>
        {
            var (kenji, mira) = (pages[0], pages[1]);
            await LogInAsync(kenji);
            await LogInAsync(mira);
            var settings = new OwnSettings(kenji);
            await settings.DescribeAsync("Alias", "kenjirides");
            await settings.DescribeAsync("Your name", "Kenji M.");
            await new NewTopicDialog(mira).SearchAsync("@kenjirides");
            await mira.OpenContactAsync("Kenji M.");
            await mira.SendAsync("New name, same bike?");
            await settings.CloseAsync();
            await kenji.OpenContactAsync(Mira);
            await Expect(kenji.Received("New name, same bike?")).ToBeVisibleAsync();
        });

    private async Task LogInAsync(WebClientPage page)
    {
        await page.LogInAsync(await fixture.PasswordOfAsync(page.Login));
        await Expect(page.LoginForm).ToHaveCountAsync(0);
    }
}
