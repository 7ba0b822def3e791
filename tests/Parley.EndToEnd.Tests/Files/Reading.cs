using System.Text;

namespace Parley.EndToEnd.Tests.Files;

internal static class Reading
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>The first line of an answer; empty if the connection was closed without one.</summary>
    public static async Task<string> ReadStatusAsync(this Stream stream)
    {
        var text = await stream.ReadToCloseAsync(untilLine: true);
        var end = text.IndexOf("\r\n", StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    /// <summary>All that comes before the other side closes.</summary>
    public static async Task<string> ReadToCloseAsync(this Stream stream, bool untilLine = false)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await stream.ReadAsync(buffer, limit.Token) is > 0 and var read)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, read));
                if (untilLine && text.ToString().Contains("\r\n", StringComparison.Ordinal))
                    break;
            }
        }
        catch (IOException)
        {
            // Closed with a bang.
        }
        return text.ToString();
    }

    /// <summary>Waits until something is so.</summary>
    public static async Task BecomesTrueAsync(Func<bool> condition)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(20), limit.Token);
    }
}
