using System.CommandLine;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user password</c>.</summary>
internal static class UserPasswordCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "password",
            "Set the password of an account. Sessions and tokens stay good.",
            "parley user password alice",
            "printf %s \"$SECRET\" | parley user password alice --password-stdin");
        var who = WhoArgument.AddTo(command);
        var password = new PasswordSource(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var (chosen, isRandom) = password.Choose(result);
            var user = result.GetRequiredValue(who);
            await desk.DoAsync(new SetPassword(user, chosen), cancellationToken);
            answer.Write(
                new { user, password = isRandom ? chosen : null },
                told => Terminal.Line(told.password is null ? $"The password of {user} is set." : $"Password of {user}: {told.password}"));
        });
    }
}
