namespace Parley.Server.Commands;

/// <summary>How the command ends. Scripts rely on it: docs/operations.md has the same list.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done, or the answer is no; a sentence on the error output says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood; nothing was done.</summary>
    public const int Usage = 2;

    /// <summary>A bug of ours.</summary>
    public const int Crashed = 70;
}
