using System.Diagnostics;
using System.Net.WebSockets;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Parley.EndToEnd.Tests.Tools;

namespace Parley.EndToEnd.Tests.Server;

/// <summary>The real command in a process of its own.</summary>
internal sealed partial class ParleyProcess : IAsyncDisposable
{
    private const string LastLine = "Ctrl-C stops it.";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();
    private readonly TaskCompletionSource _greeted = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ParleyProcess(Process process) => _process = process;

    private event Action? Said;

    /// <summary>Where it listens; ends with a slash.</summary>
    public string Url => UrlLine().Match(Output).Value;

    /// <summary>Where it listens for gRPC; ends with a slash.</summary>
    public string GrpcUrl => GrpcLine().Match(Output).Groups["url"].Value;

    public string ApiKey => KeyLine().Match(Output).Groups["key"].Value;

    /// <summary>Bytes of memory that the process has in use.</summary>
    public long MemoryBytes
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>The files that the process has open, where the system tells.</summary>
    public IReadOnlyList<string> OpenFiles() => Directory.Exists($"/proc/{_process.Id}/fd")
        ? [.. Directory.EnumerateFiles($"/proc/{_process.Id}/fd").Select(file => new FileInfo(file).LinkTarget).OfType<string>()]
        : [];

    public string Output => Read(_output);

    public string Errors => Read(_errors);

    /// <summary>
    /// What a server says has gone wrong, a line each. Not what it measures of the machine: on a busy one it may tell that it was held up.
    /// </summary>
    public IEnumerable<string> Complaints =>
        Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => !HeldUpLine().IsMatch(line));

    /// <summary>The password that a server with sample data has made for one of its people.</summary>
    public async Task<string> PasswordOfAsync(string login)
    {
        var line = new Regex($@"^\s+{login}\s+(?<password>\S+)\s+\S", RegexOptions.Multiline);
        var said = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look()
        {
            if (line.Match(Output) is { Success: true } match)
                said.TrySetResult(match.Groups["password"].Value);
        }

        Said += Look;
        Look();
        try
        {
            return await said.Task.WaitAsync(Limit);
        }
        finally
        {
            Said -= Look;
        }
    }

    /// <summary>Runs a command to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        var exitCode = await process.UntilEndedAsync();
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>Runs a command to its end that reads this text from its standard input.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunWithInputAsync(string input, params string[] arguments)
    {
        await using var process = Start(input, arguments);
        var exitCode = await process.UntilEndedAsync();
        return (exitCode, process.Output, process.Errors);
    }

    /// <summary>Starts a server at a free port and waits until it says where it is.</summary>
    public static async Task<ParleyProcess> ServeAsync(string data, params string[] options)
    {
        string[] grpc = options.Contains("--grpc-listen") ? [] : ["--grpc-listen", "127.0.0.1:0"];
        var process = Start(["serve", "--data", data, "--listen", "127.0.0.1:0", .. grpc, .. options]);
        await process._greeted.Task.WaitAsync(Limit);
        if (process._process.HasExited)
            throw new InvalidOperationException($"The server has ended: {process.Output}{process.Errors}");
        return process;
    }

    /// <summary>
    /// Presses Ctrl-C. Where a test run was started in the background, and so ignores it together with all its processes, the server is
    /// told to end by the other signal, which it takes in the same way.
    /// </summary>
    /// <param name="number">The signal: 2 is Ctrl-C, 1 a terminal that is closed.</param>
    public async Task InterruptAsync(int number = 2)
    {
        var signal = Ignores(number) ? "-TERM" : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"-{number}");
        using var kill = Process.Start("kill", [signal, _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    private static bool Ignores(int number)
    {
        const string Line = "SigIgn:";
        var ignored = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").FirstOrDefault(l => l.StartsWith(Line, StringComparison.Ordinal))
            : null;
        return ignored is not null
            && (Convert.ToUInt64(ignored[Line.Length..].Trim(), 16) & 1UL << (number - 1)) != 0;
    }

    public async Task<int> UntilEndedAsync()
    {
        using var limit = new CancellationTokenSource(Limit);
        await _process.WaitForExitAsync(limit.Token);
        return _process.ExitCode;
    }

    /// <summary>A web socket to the server.</summary>
    public async Task<ClientWebSocket> ConnectAsync(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("X-Tinode-APIKey", ApiKey);
        await socket.ConnectAsync(new Uri(Url.Replace("http://", "ws://", StringComparison.Ordinal) + "v0/channels"), cancellationToken);
        return socket;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static ParleyProcess Start(params string[] arguments) => Start("", arguments);

    private static ParleyProcess Start(string input, string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Command, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Path.GetTempPath(),
        };
        var process = new ParleyProcess(new Process { StartInfo = start, EnableRaisingEvents = true });
        process._process.OutputDataReceived += (_, line) => process.Take(process._output, line.Data);
        process._process.ErrorDataReceived += (_, line) => process.Take(process._errors, line.Data);
        process._process.Exited += (_, _) => process._greeted.TrySetResult();
        process._process.Start();
        process._process.StandardInput.Write(input);
        process._process.StandardInput.Close();
        process._process.BeginOutputReadLine();
        process._process.BeginErrorReadLine();
        return process;
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.AppendLine(line);
        if (line.Contains(LastLine, StringComparison.Ordinal))
            _greeted.TrySetResult();
        Said?.Invoke();
    }

    private static string Read(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }

    // The command with everything that belongs beside it lies in its own project.
    public static string Command { get; } = FindCommand();

    private static string FindCommand()
    {
        var configuration = typeof(ParleyProcess).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;
        return SourceTree.Under("src", "Parley.Server", "bin", configuration, "net10.0", "parley.dll");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+/")]
    private static partial Regex UrlLine();

    [GeneratedRegex(@"gRPC\s+(?<url>\S+)")]
    private static partial Regex GrpcLine();

    [GeneratedRegex(@" (warn|fail): Orleans\.Runtime\.MembershipService\.LocalSiloHealthMonitor\[")]
    private static partial Regex HeldUpLine();

    [GeneratedRegex(@"API key\s+(?<key>\S+)")]
    private static partial Regex KeyLine();
}
