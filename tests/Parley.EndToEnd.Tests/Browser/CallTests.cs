using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>Two people call each other in the real web client.</summary>
public sealed class CallTests(CallFixture fixture) : IClassFixture<CallFixture>
{
    private const string Mira = "Mira Tan";
    private const string Jonas = "Jonas Berg";

    [Fact]
    public Task A_voice_call_rings_is_answered_ends_and_is_in_the_history_of_both() =>
        MeetAsync(async (mira, jonas) =>
        {
            await mira.CallAsync();
            await Expect(mira.Panel).ToBeVisibleAsync();
            await Expect(jonas.Ringing).ToContainTextAsync(Mira);
            await jonas.AnswerAsync();
            await Expect(jonas.Ringing).ToHaveCountAsync(0);
            await Expect(jonas.Panel).ToBeVisibleAsync();
            await Expect(mira.Waiting).ToHaveCountAsync(0);

            await jonas.HangUpAsync();
            await Expect(mira.Panel).ToHaveCountAsync(0);
            await Expect(jonas.Panel).ToHaveCountAsync(0);
            await Expect(mira.LastOutcome).ToContainTextAsync(":");
            await Expect(jonas.LastOutcome).ToContainTextAsync(":");
        });

    [Fact]
    public Task In_a_video_call_the_two_see_each_other() =>
        MeetAsync(async (mira, jonas) =>
        {
            await jonas.CallWithPictureAsync();
            await Expect(mira.Ringing).ToContainTextAsync(Jonas);
            await mira.AnswerAsync();
            await Expect(mira.OthersPicture).ToBeVisibleAsync();
            await Expect(jonas.OthersPicture).ToBeVisibleAsync();

            await jonas.HangUpAsync();
            await Expect(mira.Panel).ToHaveCountAsync(0);
            await Expect(mira.LastOutcome).ToContainTextAsync(":");
        });

    [Fact]
    public Task A_call_that_is_refused_stops_ringing_and_is_called_declined() =>
        MeetAsync(async (mira, jonas) =>
        {
            await mira.CallAsync();
            await Expect(jonas.Ringing).ToBeVisibleAsync();
            await jonas.RefuseAsync();
            await Expect(mira.Panel).ToHaveCountAsync(0);
            await Expect(mira.LastOutcome).ToContainTextAsync("declined");
            await Expect(jonas.LastOutcome).ToContainTextAsync("declined");
        });

    private Task MeetAsync(Func<CallScreen, CallScreen, Task> meeting) =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            foreach (var page in pages)
            {
                await page.LogInAsync(await fixture.PasswordOfAsync(page.Login));
                await Expect(page.LoginForm).ToHaveCountAsync(0);
            }
            await pages[0].OpenContactAsync(Jonas);
            await pages[1].OpenContactAsync(Mira);
            await meeting(new CallScreen(pages[0]), new CallScreen(pages[1]));
        });
}
