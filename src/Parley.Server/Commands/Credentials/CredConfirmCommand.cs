using System.CommandLine;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Users;

namespace Parley.Server.Commands.Credentials;

/// <summary><c>parley cred confirm</c>.</summary>
internal static class CredConfirmCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "confirm",
            "Confirm an address or telephone number without its code, for somebody whom the mail does not reach.",
            "parley cred confirm alice email",
            "parley cred confirm alice tel +14155550123");
        var who = WhoArgument.AddTo(command);
        var method = new Argument<string>("METHOD") { Description = "email or tel." };
        method.CompletionSources.Add("email", "tel");
        command.Add(method);
        var value = new Argument<string?>("VALUE") { Description = "Which one; left out: the one that was added last.", Arity = ArgumentArity.ZeroOrOne };
        command.Add(value);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var user = result.GetRequiredValue(who);
            var order = new ConfirmCredential(user, result.GetRequiredValue(method), result.GetValue(value));
            answer.Write(
                await desk.DoAsync(order, cancellationToken), done => Terminal.Line($"{done.Method} {done.Value} of {user} is confirmed."));
        });
    }
}
