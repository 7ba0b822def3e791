using System.CommandLine;
using Parley.Protocol.Access;
using Parley.Server.Admin.Orders;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user add</c>.</summary>
internal static class UserAddCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "add",
            "Make an account that can log in at once.",
            "parley user add alice --name \"Alice A.\" --email alice@example.com",
            "parley user add admin --level root",
            "printf %s \"$SECRET\" | parley user add robot --password-stdin")
        {
            MayMakeFolder = true,
        };
        var login = new Argument<string>("LOGIN") { Description = "Name to log in with." };
        command.Add(login);
        var password = new PasswordSource(command);
        var level = new Option<string>("--level") { Description = "auth, or root who may do everything.", DefaultValueFactory = _ => "auth" };
        level.AcceptOnlyFromAmong("auth", "root");
        command.Add(level);
        var name = new Option<string?>("--name") { Description = "Name that others see.", HelpName = "NAME" };
        command.Add(name);
        var email = new Option<string?>("--email") { Description = "Address, taken as confirmed.", HelpName = "ADDRESS" };
        command.Add(email);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var (chosen, isRandom) = password.Choose(result);
            var order = new AddAccount(
                result.GetRequiredValue(login),
                chosen,
                AuthLevels.Parse(result.GetRequiredValue(level)),
                result.GetValue(name),
                result.GetValue(email));
            var user = await desk.DoAsync(order, cancellationToken);
            answer.Write(new NewAccount(user, order.Login.ToLowerInvariant(), order.Level, isRandom ? chosen : null), NewAccountView.Show);
        });
    }
}
