using System.Diagnostics;

namespace Parley.Storage.Tests.Sqlite;

/// <summary>Another process that has the database open; see Parley.Storage.CrashWriter.</summary>
internal sealed class ChildProcess : IDisposable
{
    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public StreamReader Output => _process.StandardOutput;

    public static ChildProcess Start(string databasePath, string mode)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Parley.Storage.CrashWriter.dll");
        var start = new ProcessStartInfo(Environment.ProcessPath is { } host && IsDotnet(host) ? host : "dotnet")
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            ArgumentList = { program, databasePath, mode },
        };
        return new ChildProcess(Process.Start(start)!);
    }

    /// <summary>Ends it at once, as a power cut would; nothing of it runs any more.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static bool IsDotnet(string path) => Path.GetFileNameWithoutExtension(path) == "dotnet";
}
