using System.CommandLine;
using Parley.Protocol.Access;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user level</c>.</summary>
internal static class UserLevelCommand
{
    public static Command Create()
    {
        var command = new OperatorCommand(
            "level",
            "Set the level of an account: root may do everything. It holds from the next login on.",
            "parley user level alice root");
        var who = WhoArgument.AddTo(command);
        var level = new Argument<string>("LEVEL") { Description = "auth or root." };
        level.AcceptOnlyFromAmong("auth", "root");
        command.Add(level);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var order = new SetLevel(result.GetRequiredValue(who), AuthLevels.Parse(result.GetRequiredValue(level)));
            await desk.DoAsync(order, cancellationToken);
            answer.Write(
                new { user = order.Who, level = order.Level },
                _ => Terminal.Line($"{order.Who} has the level {AuthLevels.Format(order.Level)}, from the next login on."));
        });
    }
}
