using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Tokens;

/// <summary>Shows what a login token says.</summary>
internal static class TokenView
{
    public static void Show(TokenFacts facts)
    {
        Terminal.Heading(facts.IsValid ? "The token is good." : "The token is not good.", facts.Problem is null ? "" : $" {facts.Problem}");
        Terminal.Fact("User", facts.User.ToString(), facts.Login ?? "");
        Terminal.Fact("Level", AuthLevels.Format(facts.Level));
        Terminal.Fact("Expires", Words.Time(facts.Expires));
        Terminal.Fact("Serial", Words.Number(facts.Serial));
        Terminal.Fact("Features", facts.Features);
    }
}
