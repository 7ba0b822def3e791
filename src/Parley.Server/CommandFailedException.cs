namespace Parley.Server;

/// <summary>The command cannot go on. The message says in plain words what is wrong and how to mend it: users read it as it is.</summary>
public sealed class CommandFailedException : Exception
{
    public CommandFailedException()
    {
    }

    public CommandFailedException(string message) : base(message)
    {
    }

    public CommandFailedException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
