using Microsoft.Playwright;
using Parley.EndToEnd.Tests.Tools;

namespace Parley.EndToEnd.Tests.Browser;

/// <summary>The browser of this machine; none is ever downloaded.</summary>
internal static class Chromium
{
    /// <summary>How long something may take to show, in milliseconds: the machine may be busy with other tests.</summary>
    public const float Limit = 60_000;

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    // No window, no sandbox (which containers cannot have), and not a word to anybody of its own accord.
    private static readonly string[] Arguments =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
        // A microphone that beeps, and nobody who must be asked for it.
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
    ];

    /// <summary>Why there is none.</summary>
    public static string Missing => $"There is no Chromium: none of {string.Join(", ", Names)} is on PATH.";

    /// <summary>Where it is; null if there is none.</summary>
    public static string? Location { get; } = ExternalTool.Find(Names)?.Path;

    public static Task<IBrowser> LaunchAsync(IPlaywright playwright, IReadOnlyList<string> more)
    {
        Assertions.SetDefaultExpectTimeout(Limit);
        return playwright.Chromium.LaunchAsync(new() { ExecutablePath = Location, Headless = true, Args = [.. Arguments, .. more] });
    }
}
