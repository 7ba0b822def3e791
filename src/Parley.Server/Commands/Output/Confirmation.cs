using System.CommandLine;

namespace Parley.Server.Commands.Output;

/// <summary>Asks before something is lost.</summary>
internal sealed class Confirmation
{
    private readonly Option<bool> _yes = new("--yes", "-y") { Description = "Do not ask." };

    public Confirmation(Command command) => command.Add(_yes);

    /// <summary>Returns if the user means it.</summary>
    /// <param name="question">Names what will be lost.</param>
    /// <exception cref="CommandFailedException">The user does not, or cannot be asked.</exception>
    public void Ask(ParseResult result, string question)
    {
        if (result.GetValue(_yes))
            return;
        if (!Terminal.CanAsk)
            throw new CommandFailedException("This needs a yes; add --yes where nobody can be asked.");
        if (!Terminal.Confirm(question))
            throw new CommandFailedException("Nothing was changed.");
    }
}
