using System.Security.Cryptography;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>People send each other files with the real web client.</summary>
public sealed class FilePageTests(WebClientFixture fixture) : IClassFixture<WebClientFixture>
{
    private const string Mira = "Mira Tan";
    private const string Jonas = "Jonas Berg";

    [Fact]
    public Task Somebody_sends_a_picture_a_voice_note_and_a_large_file_and_the_other_opens_them() =>
        fixture.MeetAsync(["mira", "jonas"], async pages =>
        {
            using var folder = new TemporaryFolder();
            var (mira, jonas) = (pages[0], pages[1]);
            await LogInAsync(mira);
            await LogInAsync(jonas);
            await mira.OpenContactAsync(Jonas);
            await jonas.OpenContactAsync(Mira);

            await mira.SendPictureAsync(Write(folder, "harbour.png", NoisePicture.Make(600)));
            await WebClientPage.ExpectLoadedAsync(jonas.ReceivedPicture);
            Assert.Contains(jonas.Requests, request => request.Contains("/v0/file/s/", StringComparison.Ordinal));
            await jonas.ReceivedPicture.ClickAsync();
            await WebClientPage.ExpectLoadedAsync(jonas.OpenedPicture);
            await jonas.ClosePreviewAsync();

            await mira.SendVoiceAsync();
            await jonas.PlayVoiceAsync();

            var film = RandomNumberGenerator.GetBytes(20 * 1024 * 1024);
            await mira.SendFileAsync(Write(folder, "film.bin", film));
            var saved = await jonas.SaveFileAsync("film.bin");
            await using var content = File.OpenRead(saved);
            Assert.Equal(SHA256.HashData(film), await SHA256.HashDataAsync(content, TestContext.Current.CancellationToken));
        });

    [Fact]
    public Task Somebody_gets_a_face_and_others_see_it() =>
        fixture.MeetAsync(["tobi", "leila"], async pages =>
        {
            using var folder = new TemporaryFolder();
            var (tobi, leila) = (pages[0], pages[1]);
            await LogInAsync(tobi);
            await LogInAsync(leila);
            await Expect(leila.PictureOf("Tobi Okafor")).ToHaveCountAsync(0);
            await tobi.SetAvatarAsync(Write(folder, "face.png", NoisePicture.Make(200)));
            await WebClientPage.ExpectLoadedAsync(leila.PictureOf("Tobi Okafor"));
            Assert.Contains(leila.Requests, request => request.Contains("/v0/file/s/", StringComparison.Ordinal));
        });

    private static string Write(TemporaryFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder[name], content);
        return folder[name];
    }

    private async Task LogInAsync(WebClientPage page)
    {
        await page.LogInAsync(await fixture.PasswordOfAsync(page.Login));
        await Expect(page.LoginForm).ToHaveCountAsync(0);
    }
}
