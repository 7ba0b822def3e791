namespace Parley.EndToEnd.Tests.Browser;

/// <summary>What has gone wrong between people, with all that helps to see why.</summary>
internal sealed class MeetingFailedException(
    Exception error, IReadOnlyList<string> screenshots, IReadOnlyList<WebClientPage> pages, string serverSays)
    : Exception(Describe(error, screenshots, pages, serverSays), error)
{
    private static string Describe(
        Exception error, IReadOnlyList<string> screenshots, IReadOnlyList<WebClientPage> pages, string serverSays)
    {
        var lines = new List<string> { error.Message };
        lines.AddRange(screenshots.Select(file => "Screenshot: " + file));
        foreach (var page in pages)
        {
            lines.AddRange(page.Complaints.Select(complaint => $"{page.Login}'s page complains: {complaint}"));
            lines.AddRange(page.LastFrames.Select(frame => $"{page.Login} {frame}"));
        }

        if (serverSays.Length > 0)
            lines.Add("The server says: " + serverSays);
        return string.Join(Environment.NewLine, lines);
    }
}
