using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Parley.Media.Tests.Kit;

/// <summary>A server of this machine that speaks S3, for as long as the tests of one class take; nothing where it is not installed.</summary>
public sealed partial class LocalBucketService : IAsyncLifetime
{
    private const string Command = "moto_server";
    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource<Uri> _started = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly StringBuilder _said = new();
    private Process? _process;
    private Uri? _address;

    /// <summary>Where it listens. Skips the test if it is not installed.</summary>
    public Uri Address
    {
        get
        {
            Assert.SkipWhen(_address is null, $"{Command} is not on PATH (pip install 'moto[server]').");
            return _address;
        }
    }

    public async ValueTask InitializeAsync()
    {
        if (FindCommand() is not { } command)
            return;
        // It takes a free port, and says which.
        var start = new ProcessStartInfo(command, ["-H", "127.0.0.1", "-p", "0"]) { RedirectStandardOutput = true, RedirectStandardError = true };
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Take(line.Data);
        _process.ErrorDataReceived += (_, line) => Take(line.Data);
        _process.Exited += (_, _) => _started.TrySetException(new InvalidOperationException($"{Command} has ended: {Said()}"));
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        _address = await _started.Task.WaitAsync(StartLimit, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_process is null)
            return;
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }
        _process.Dispose();
    }

    private static string? FindCommand() => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
        .SelectMany(folder => new[] { Path.Combine(folder, Command), Path.Combine(folder, Command + ".exe") })
        .FirstOrDefault(File.Exists);

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (_said)
            _said.AppendLine(line);
        if (AddressIn().Match(line) is { Success: true } match)
            _started.TrySetResult(new Uri(match.Value));
    }

    private string Said()
    {
        lock (_said)
            return _said.ToString();
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex AddressIn();
}
