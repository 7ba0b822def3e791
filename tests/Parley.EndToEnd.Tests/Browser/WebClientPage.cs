using System.Collections.Concurrent;
using Microsoft.Playwright;
using Parley.EndToEnd.Tests.Tools;
using static Microsoft.Playwright.Assertions;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>A person in front of the web client.</summary>
internal sealed class WebClientPage : IAsyncDisposable
{
    private const int FramesKept = 40;
    private const int FrameLengthShown = 400;

    // Of the web client as it is published. It stumbles whenever a conversation comes that it does not know yet: the
    // client library passes on the notice of it without the conversation. Nothing is lost by it.
    // It also asks for a message that is on its way to it, and then cannot keep it twice; and when a call ends while it still opens
    // the camera it looks for a panel that is closed. Who is hung up on calls it an error if the other browser was the first to close.
    private static readonly string[] KnownMistakes =
    [
        "tnMeContactUpdate", "ConstraintError: Key already exists", "Cannot set properties of null (setting 'srcObject')",
        "data channel error RTCErrorEvent",
    ];

    private readonly IBrowserContext _context;
    private readonly IPage _page;
    private readonly string _url;
    private readonly ConcurrentQueue<string> _requests = new();
    private readonly ConcurrentQueue<string> _complaints = new();
    private readonly ConcurrentQueue<string> _frames = new();

    private WebClientPage(IBrowserContext context, IPage page, string url, string login)
    {
        (_context, _page, _url, Login) = (context, page, url, login);
        page.SetDefaultTimeout(Chromium.Limit);
        context.Request += (_, request) => _requests.Enqueue(request.Url);
        // Chromium reports here, too, what the content security policy has stopped.
        context.Console += (_, message) =>
        {
            if (message.Type == "error" && !IsKnown(message.Text))
                _complaints.Enqueue($"{message.Text} ({message.Location})");
        };
        context.WebError += (_, error) =>
        {
            if (!IsKnown(error.Error))
                _complaints.Enqueue(error.Error);
        };
        page.WebSocket += (_, socket) =>
        {
            _requests.Enqueue(socket.Url);
            socket.FrameSent += (_, frame) => Keep("→ " + frame.Text);
            socket.FrameReceived += (_, frame) => Keep("← " + frame.Text);
        };
    }

    public string Login { get; }

    /// <summary>For objects that know a part of the page.</summary>
    public IPage Page => _page;

    /// <summary>What the page has asked for, its web sockets too.</summary>
    public IReadOnlyCollection<string> Requests => _requests;

    /// <summary>Errors on the console of the page.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    /// <summary>What went over the wire just now.</summary>
    public IReadOnlyCollection<string> LastFrames => _frames;

    // ---- What is on the page ----

    public ILocator LoginForm => _page.Locator("#login-form");

    public ILocator OwnName => _page.Locator("#sidepanel-title");

    public ILocator Contacts => _page.Locator("#sidepanel ul.contact-box > li");

    /// <summary>The title of the conversation that is open.</summary>
    public ILocator TopicTitle => _page.Locator("#topic-title");

    public ILocator OnlineMark => _page.Locator("#topic-caption-panel .avatar-box > span.online");

    /// <summary>What the web client says when something was refused.</summary>
    public ILocator ErrorBanner => _page.Locator(".info-box.error");

    public static async Task<WebClientPage> OpenAsync(IBrowser browser, string url, string login)
    {
        var context = await browser.NewContextAsync(new BrowserNewContextOptions
        {
            Locale = "en-US",
            ViewportSize = new ViewportSize { Width = 1200, Height = 800 },
            Permissions = ["microphone"],
        });
        var page = new WebClientPage(context, await context.NewPageAsync(), url, login);
        await page._page.GotoAsync(url);
        return page;
    }

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();

    public ILocator Contact(string title) =>
        Contacts.Filter(new LocatorFilterOptions { Has = _page.Locator(".contact-title").GetByText(title, new() { Exact = true }) });

    public ILocator ContactOnline(string title) => Contact(title).Locator(".avatar-box > span.online");

    public ILocator Unread(string title) => Contact(title).Locator("span.unread");

    /// <summary>A message of the person itself.</summary>
    public ILocator Sent(string text) => Message("right", text);

    /// <summary>A message of somebody else.</summary>
    public ILocator Received(string text) => Message("left", text);

    /// <summary>Of a message of one's own: somebody has read it.</summary>
    public ILocator ReadMark(string text) => Sent(text).Locator(".timestamp i.material-icons.blue").GetByText("done_all");

    /// <summary>Of a message of one's own: it is with somebody.</summary>
    public ILocator ReceivedMark(string text) => Sent(text).Locator(".timestamp i.material-icons").GetByText("done_all");

    /// <summary>Who has written a message of somebody else, as a group shows it.</summary>
    public ILocator AuthorOf(string text) => Received(text).Locator(".author");

    /// <summary>A picture that somebody else has sent.</summary>
    public ILocator ReceivedPicture => _page.Locator("#scroller > li.left img.inline-image").Last;

    /// <summary>A picture over everything, after a click.</summary>
    public ILocator OpenedPicture => _page.Locator("#image-preview img.image-preview");

    /// <summary>The picture of a person in the list of contacts.</summary>
    public ILocator PictureOf(string title) => Contact(title).Locator(".avatar-box img.avatar");

    // ---- What a person does ----

    /// <summary>Chooses a file and sends it.</summary>
    public async Task SendFileAsync(string path)
    {
        await _page.Locator("#send-message-panel input[type=file]:not([accept])").SetInputFilesAsync(path);
        await ConfirmPreviewAsync();
        await Expect(_page.Locator("#scroller > li.right .attachment").Filter(new() { HasText = Path.GetFileName(path) })).ToBeVisibleAsync();
    }

    public async Task SendPictureAsync(string path)
    {
        await _page.Locator("#send-message-panel input[type=file][accept]").SetInputFilesAsync(path);
        await ConfirmPreviewAsync();
        await Expect(_page.Locator("#scroller > li.right img.inline-image")).ToBeVisibleAsync();
    }

    /// <summary>Speaks for a moment; the browser's false microphone beeps.</summary>
    public async Task SendVoiceAsync()
    {
        await PanelButton("mic").ClickAsync();
        await Expect(_page.Locator(".audio .duration")).ToHaveTextAsync("0:02");
        await _page.Locator("#send-message-panel .audio a").Filter(new() { HasText = "send" }).ClickAsync();
        await Expect(_page.Locator("#scroller > li.right .audio-player")).ToBeVisibleAsync();
    }

    /// <summary>Plays what somebody else has said, until it is heard.</summary>
    public async Task PlayVoiceAsync()
    {
        var player = _page.Locator("#scroller > li.left .audio-player").Last;
        await player.Locator("a").Filter(new() { HasText = "play_circle" }).ClickAsync();
        await Expect(player.Locator(".timer")).Not.ToHaveTextAsync(new System.Text.RegularExpressions.Regex("^0:00/"));
    }

    /// <summary>Saves a file that somebody else has sent; returns where it lies.</summary>
    public async Task<string> SaveFileAsync(string name)
    {
        var file = _page.Locator("#scroller > li.left .attachment").Filter(new() { HasText = name });
        var download = await _page.RunAndWaitForDownloadAsync(() => file.Locator("a").Filter(new() { HasText = "save" }).ClickAsync());
        Assert.Equal(name, download.SuggestedFilename);
        return await download.PathAsync();
    }

    public Task ClosePreviewAsync() =>
        _page.Locator("#preview-caption-panel a").Filter(new() { HasText = "close" }).ClickAsync();

    /// <summary>Gets a face.</summary>
    public async Task SetAvatarAsync(string path)
    {
        await SideButton("settings").ClickAsync();
        await _page.Locator("#sidepanel a.flat-button").Filter(new() { HasText = "edit" }).First.ClickAsync();
        await _page.Locator("#sidepanel .avatar-upload input[type=file]").SetInputFilesAsync(path);
        await _page.Locator("#sidepanel .dialog-buttons button.primary").ClickAsync();
        await Expect(_page.Locator("#sidepanel .avatar-upload img.preview")).ToBeVisibleAsync();
    }

    /// <summary>Waits until a picture is there, not only its frame.</summary>
    public static async Task ExpectLoadedAsync(ILocator picture)
    {
        await Expect(picture).ToBeVisibleAsync();
        await picture.EvaluateAsync(
            "img => img.complete && img.naturalWidth ? true : new Promise((ok, no) => { img.onload = () => ok(true); img.onerror = () => no('broken'); })");
        Assert.True(await picture.EvaluateAsync<bool>("img => img.naturalWidth > 1"));
        // What the web client shows instead of a picture that it did not get.
        Assert.DoesNotContain("broken_image", await picture.GetAttributeAsync("src"), StringComparison.Ordinal);
    }

    /// <summary>Logs in, to stay so after a reload.</summary>
    public async Task LogInAsync(string password)
    {
        await LoginForm.Locator("#inputLogin").FillAsync(Login);
        var field = LoginForm.Locator("input[autocomplete=current-password]");
        await field.FillAsync(password);
        await field.BlurAsync();
        await LoginForm.Locator("#save-token").ClickAsync();
        // It opens its storage first. Who logs in before that is not remembered, or does not get in at all.
        await _page.WaitForFunctionAsync("localStorage.getItem('keep-logged-in') === 'true'");
        await LoginForm.Locator("button[type=submit]").ClickAsync();
    }

    public async Task OpenContactAsync(string title)
    {
        await Contact(title).ClickAsync();
        await Expect(TopicTitle).ToHaveTextAsync(title);
    }

    /// <summary>Types, and the other page shows it: for some seconds only, so it is watched from before.</summary>
    public async Task TypeSeenByAsync(WebClientPage other, string text)
    {
        var shown = Expect(other.TypingMark).ToBeVisibleAsync();
        await Composer.PressSequentiallyAsync(text);
        await shown;
    }

    public async Task SendAsync(string text)
    {
        await Composer.FillAsync(text);
        await Composer.PressAsync("Enter");
        await Expect(Sent(text)).ToBeVisibleAsync();
    }

    /// <summary>Makes a group, which opens.</summary>
    public async Task MakeGroupAsync(string title)
    {
        await SideButton("chat").ClickAsync();
        await _page.Locator("#sidepanel ul.tabbar a[data-id=grp]").ClickAsync();
        await _page.Locator("#new-topic-fn").FillAsync(title);
        await _page.Locator("#sidepanel .dialog-buttons button.primary").ClickAsync();
        await Expect(TopicTitle).ToHaveTextAsync(title);
    }

    /// <summary>Adds somebody from the contact list to the group that is open.</summary>
    public async Task AddMemberAsync(string title)
    {
        await _page.Locator("#topic-caption-panel a").Filter(new() { HasText = "more_vert" }).ClickAsync();
        await _page.Locator("ul.menu li").Filter(new() { HasText = "Info" }).ClickAsync();
        await _page.Locator("#info-view a").Filter(new() { HasText = "person_add" }).ClickAsync();
        await _page.Locator("#group-manager ul.contact-box li").Filter(new() { HasText = title }).ClickAsync();
        await _page.Locator("#group-manager-buttons button.primary").ClickAsync();
    }

    /// <summary>Looks for somebody who is not in the contact list, and opens a conversation.</summary>
    public async Task FindAsync(string query, string title)
    {
        await SideButton("chat").ClickAsync();
        await _page.Locator("#sidepanel ul.tabbar a[data-id=find]").ClickAsync();
        var search = _page.Locator("#sidepanel input.search");
        await search.FillAsync(query);
        await search.PressAsync("Enter");
        await OpenContactAsync(title);
    }

    /// <summary>Deletes a conversation by the menu of the contact list; the page about security of this web client cannot.</summary>
    public async Task DeleteContactAsync(string title)
    {
        await Contact(title).HoverAsync();
        await Contact(title).Locator(".menuTrigger a").ClickAsync(new() { Force = true });
        await _page.Locator("ul.menu li").GetByText("Delete", new() { Exact = true }).ClickAsync();
        await _page.Locator(".alert .dialog-buttons button.primary").ClickAsync();
    }

    public Task ReloadAsync() => _page.ReloadAsync();

    /// <summary>Goes away without a word.</summary>
    public Task LeaveAsync() => _page.GotoAsync("about:blank");

    // ---- What the tests ask ----

    /// <summary>The page has loaded nothing from a third party and has had no error.</summary>
    public void AssertKeptToItself()
    {
        var origins = new[] { _url, _url.Replace("http://", "ws://", StringComparison.Ordinal), "data:", "blob:" + _url, "about:blank" };
        Assert.DoesNotContain(Requests, request => !origins.Any(origin => request.StartsWith(origin, StringComparison.Ordinal)));
        Assert.NotEmpty(Requests);
        Assert.True(Complaints.Count == 0, string.Join(Environment.NewLine, Complaints));
    }

    /// <returns>Where it is, or why there is none.</returns>
    public async Task<string> KeepScreenshotAsync(string test)
    {
        var file = SourceTree.Under("artifacts", "screenshots", $"{test}-{Login}.png");
        try
        {
            await _page.ScreenshotAsync(new PageScreenshotOptions { Path = file });
            return file;
        }
        catch (Exception error) when (error is PlaywrightException or TimeoutException)
        {
            return $"none of {Login}, {error.Message}";
        }
    }

    private static bool IsKnown(string complaint) =>
        KnownMistakes.Any(mistake => complaint.Contains(mistake, StringComparison.Ordinal));

    private Task ConfirmPreviewAsync() =>
        _page.Locator("#image-preview #send-message-panel > a").Filter(new() { HasText = "send" }).ClickAsync();

    private ILocator PanelButton(string icon) => _page.Locator("#send-message-panel > a").Filter(new() { HasText = icon });

    /// <summary>Where messages are written; there is none for who may not.</summary>
    private ILocator TypingMark => _page.Locator("#topic-caption-panel .avatar-box > span.online.typing");

    public ILocator Composer => _page.Locator("#send-message-input");

    private ILocator Message(string side, string text) =>
        _page.Locator($"#scroller > li.{side}").Filter(new() { Has = _page.Locator(".message-content").GetByText(text) });

    private ILocator SideButton(string icon) => _page.Locator("#side-caption-panel a").Filter(new() { HasText = icon });

    private void Keep(string frame)
    {
        _frames.Enqueue(frame.Length > FrameLengthShown ? frame[..FrameLengthShown] + "…" : frame);
        while (_frames.Count > FramesKept)
            _frames.TryDequeue(out _);
    }
}
