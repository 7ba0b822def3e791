namespace Parley.EndToEnd.Tests.Browser;

/// <summary>A server that allows calls, and a browser that has a camera and a microphone, if only played ones.</summary>
public sealed class CallFixture : WebClientFixture
{
    protected override IReadOnlyList<string> BrowserArguments =>
    [
        "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream",
        // The two pages find each other by their addresses: there is no name service for hidden ones.
        "--disable-features=WebRtcHideLocalIpsWithMdns", "--allow-loopback-in-peer-connection",
    ];

    // Nobody answers at this STUN server. Two pages of one machine do without.
    protected override IReadOnlyList<string> ServerOptions(Func<string, string> file)
    {
        var settings = file("calls.json");
        File.WriteAllText(settings, """{ "calls": { "enabled": true, "iceServers": [{ "urls": ["stun:127.0.0.1:3478"] }] } }""");
        return ["--config", settings];
    }
}
