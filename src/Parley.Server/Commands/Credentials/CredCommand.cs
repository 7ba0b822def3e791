using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Credentials;

/// <summary><c>parley cred</c>: e-mail addresses and telephone numbers in the hands of the operator.</summary>
internal static class CredCommand
{
    public static Command Create() => new ExplainedCommand(
        "cred", "Look after addresses and telephone numbers of accounts.", "parley cred confirm alice email")
    {
        CredConfirmCommand.Create(),
    };
}
