using System.Diagnostics;
using System.Text;

namespace Parley.EndToEnd.Tests.Tools;

/// <summary>A program of this machine that is not part of Parley.</summary>
internal sealed class ExternalTool(string path)
{
    /// <summary>Its full path.</summary>
    public string Path { get; } = path;

    /// <summary>The first of several names that <c>PATH</c> knows; null if it knows none.</summary>
    public static ExternalTool? Find(params string[] names)
    {
        var search = Environment.GetEnvironmentVariable("PATH") ?? "";
        var folders = search.Split(System.IO.Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        string[] endings = OperatingSystem.IsWindows() ? [".exe", ".cmd"] : [""];
        var found =
            from name in names
            from folder in folders
            from ending in endings
            let file = System.IO.Path.Combine(folder, name + ending)
            where File.Exists(file)
            select new ExternalTool(file);
        return found.FirstOrDefault();
    }

    /// <summary>Runs it to its end.</summary>
    /// <param name="limit">It is killed when it takes longer.</param>
    /// <returns>How it ended and all it said.</returns>
    public async Task<(int ExitCode, string Output)> RunAsync(
        string folder, TimeSpan limit, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(Path, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        using var process = new Process { StartInfo = start };
        var output = new StringBuilder();
        process.OutputDataReceived += (_, line) => Take(line.Data);
        process.ErrorDataReceived += (_, line) => Take(line.Data);
        process.Start();
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        stop.CancelAfter(limit);
        try
        {
            await process.WaitForExitAsync(stop.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            Take($"Killed, for it has not ended within {limit}.");
            return (-1, Said());
        }

        return (process.ExitCode, Said());

        void Take(string? line)
        {
            lock (output)
                output.AppendLine(line);
        }

        string Said()
        {
            lock (output)
                return output.ToString();
        }
    }
}
