using System.CommandLine;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Tokens;

/// <summary><c>parley token show</c>.</summary>
internal static class TokenShowCommand
{
    private const string StandardInput = "-";

    public static Command Create()
    {
        var command = new OperatorCommand(
            "show",
            "Explain a login token: whose it is, how long it is good, and if it is not, why. The exit code is 1 for one that is not good.",
            "parley token show - < token.txt",
            "parley token show \"$TOKEN\" --json");
        var token = new Argument<string>("TOKEN")
        {
            Description = "The token in base64; - or nothing for the first line of the standard input.",
            Arity = ArgumentArity.ZeroOrOne,
            DefaultValueFactory = _ => StandardInput,
        };
        command.Add(token);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var given = result.GetRequiredValue(token);
            if (given == StandardInput)
                given = await Console.In.ReadLineAsync(cancellationToken) ?? throw new CommandFailedException("There is no token on the standard input.");
            var facts = await desk.DoAsync(new ExplainToken(given), cancellationToken);
            answer.Write(facts, TokenView.Show);
            return facts.IsValid ? ExitCode.Done : ExitCode.Failed;
        });
    }
}
