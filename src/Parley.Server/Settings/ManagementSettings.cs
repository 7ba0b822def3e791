using System.Diagnostics.CodeAnalysis;

namespace Parley.Server.Settings;

/// <summary>What operators and their tools see of a running server.</summary>
public sealed class ManagementSettings
{
    /// <summary>Where metrics, state and health are shown: a port of this machine, "host:port", or "unix:/path"; "" for nowhere.</summary>
    public string Listen { get; set; } = "";

    /// <summary>The path at which numbers are shown to clients as well, as /debug/vars; "" for none.</summary>
    public string VarsPath { get; set; } = "";

    /// <summary>The path at which sessions and topics are shown to clients of this machine as well, as /debug/status; "" for none.</summary>
    public string StatusPath { get; set; } = "";

    /// <summary>The address; null for none.</summary>
    internal ListenAddress? Address => TryParse(out var address) ? address : null;

    internal IEnumerable<string> Problems()
    {
        if (Listen.Length > 0 && !TryParse(out _))
            yield return $"management.listen: \"{Listen}\" is not an address; write a port as 6061, host:port, or unix:/path.";
        if (VarsPath.Length > 0 && !IsPath(VarsPath))
            yield return $"management.varsPath: \"{VarsPath}\" is not a path as /debug/vars.";
        if (StatusPath.Length > 0 && !IsPath(StatusPath))
            yield return $"management.statusPath: \"{StatusPath}\" is not a path as /debug/status.";
    }

    // A port alone is one of this machine: who wants to show these pages to others has to say so.
    private bool TryParse([NotNullWhen(true)] out ListenAddress? address) =>
        ListenAddress.TryParse(Listen.Length > 0 && Listen.All(char.IsAsciiDigit) ? "127.0.0.1:" + Listen : Listen, out address);

    private static bool IsPath(string path) => path.Length > 1 && path[0] == '/' && !path.Contains("//", StringComparison.Ordinal);
}
