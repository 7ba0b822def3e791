using Microsoft.Playwright;
using Parley.EndToEnd.Tests.Server;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>A server with sample people, and a browser to visit it.</summary>
public class WebClientFixture : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();
    private ParleyProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>Why nobody can visit; null if all is there.</summary>
    public string? Missing { get; private set; }

    public async ValueTask InitializeAsync()
    {
        if (Chromium.Location is null)
        {
            Missing = Chromium.Missing;
            return;
        }

        _server = await ParleyProcess.ServeAsync(_folder["data"], ["--sample-data", .. ServerOptions(name => _folder[name])]);
        if (!_server.Output.Contains("Web client", StringComparison.Ordinal))
        {
            Missing = "Parley was built without its web client, which takes Node.js with npm.";
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await Chromium.LaunchAsync(_playwright, BrowserArguments);
    }

    /// <summary>What Chromium is told besides.</summary>
    protected virtual IReadOnlyList<string> BrowserArguments => [];

    /// <summary>What the server is told besides.</summary>
    /// <param name="file">Where a file of this name may be written.</param>
    protected virtual IReadOnlyList<string> ServerOptions(Func<string, string> file) => [];

    /// <summary>Puts away what was there besides, once the server has ended.</summary>
    protected virtual ValueTask EndAsync() => default;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (_server is not null)
            await _server.DisposeAsync();
        await EndAsync();
        _folder.Dispose();
    }

    /// <summary>Lets people meet, each with a browser's context of its own, logged in.</summary>
    /// <remarks>
    /// When it fails, screenshots are kept. When it does not, the pages must have talked to nobody but the server, and
    /// neither they nor the server may have complained.
    /// </remarks>
    internal async Task MeetAsync(IReadOnlyList<string> logins, Func<IReadOnlyList<WebClientPage>, Task> meeting)
    {
        Assert.SkipWhen(Missing is not null, Missing ?? "");
        var pages = new List<WebClientPage>();
        try
        {
            foreach (var login in logins)
                pages.Add(await WebClientPage.OpenAsync(_browser!, _server!.Url, login));
            await meeting(pages);
            foreach (var page in pages)
                page.AssertKeptToItself();
            Assert.Empty(_server!.Complaints);
        }
        catch (Exception error)
        {
            throw new MeetingFailedException(error, await KeepAsync(pages), pages, _server!.Errors);
        }
        finally
        {
            foreach (var page in pages)
                await page.DisposeAsync();
        }
    }

    /// <summary>The password of a sample person.</summary>
    internal Task<string> PasswordOfAsync(string login) => _server!.PasswordOfAsync(login);

    private static async Task<IReadOnlyList<string>> KeepAsync(List<WebClientPage> pages)
    {
        var test = TestContext.Current.TestMethod?.MethodName ?? "test";
        var files = new List<string>();
        foreach (var page in pages)
            files.Add(await page.KeepScreenshotAsync(test));
        return files;
    }
}
