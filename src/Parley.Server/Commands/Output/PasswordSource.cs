using System.CommandLine;
using System.Security.Cryptography;

namespace Parley.Server.Commands.Output;

/// <summary>Where a new password comes from: an option, the standard input, a question, or chance.</summary>
internal sealed class PasswordSource
{
    private const int PasswordLength = 12;
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    private readonly Option<string?> _password = new("--password")
    {
        Description = "Asked for if left out; without a terminal, a random one. Others on this machine can see it in the list of processes.",
        HelpName = "PASSWORD",
    };

    private readonly Option<bool> _stdin = new("--password-stdin") { Description = "Read the password from the first line of the standard input." };

    public PasswordSource(Command command)
    {
        command.Add(_password);
        command.Add(_stdin);
        command.Validators.Add(result =>
        {
            if (result.GetValue(_password) is not null && result.GetValue(_stdin))
                result.AddError("--password and --password-stdin: choose one.");
        });
    }

    /// <exception cref="CommandFailedException">The standard input is empty, or two tries at typing it differ.</exception>
    public (string Password, bool IsRandom) Choose(ParseResult result)
    {
        if (result.GetValue(_stdin))
            return (Console.In.ReadLine() is { Length: > 0 } line ? line : throw new CommandFailedException("There is no password on the standard input."), false);
        if (result.GetValue(_password) is { } given)
            return (given, false);
        return Terminal.CanAsk ? (Terminal.AskNewPassword(), false) : (RandomNumberGenerator.GetString(PasswordLetters, PasswordLength), true);
    }
}
