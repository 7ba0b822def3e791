using System.CommandLine;
using Parley.Server.Commands.Help;

namespace Parley.Server.Commands.Tokens;

/// <summary><c>parley token</c>: login tokens.</summary>
internal static class TokenCommand
{
    public static Command Create() => new ExplainedCommand("token", "Explain login tokens.", "parley token show -") { TokenShowCommand.Create() };
}
