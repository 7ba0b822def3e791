namespace Parley.Server.Commands;

/// <summary>How the command ends.</summary>
internal static class ExitCode
{
    public const int Done = 0;

    /// <summary>It could not be done; a sentence on the error output says why.</summary>
    public const int Failed = 1;

    /// <summary>A bug of ours.</summary>
    public const int Crashed = 70;
}
