using System.CommandLine;
using Parley.Server.Admin.Orders;

namespace Parley.Server.Commands.Users;

/// <summary><c>parley user suspend</c> and <c>parley user resume</c>.</summary>
internal static class UserSuspendCommand
{
    public static Command CreateSuspend() => Create(
        new OperatorCommand(
            "suspend",
            "Suspend an account: its sessions end, it cannot log in, its groups and conversations are read-only.",
            "parley user suspend mallory"),
        isSuspended: true,
        "is suspended");

    public static Command CreateResume() => Create(
        new OperatorCommand("resume", "Let a suspended account be used again.", "parley user resume mallory"), isSuspended: false, "is in use again");

    private static OperatorCommand Create(OperatorCommand command, bool isSuspended, string words)
    {
        var who = WhoArgument.AddTo(command);
        return command.Does(async (result, desk, answer, cancellationToken) =>
        {
            var user = result.GetRequiredValue(who);
            var changed = await desk.DoAsync(new SetSuspended(user, isSuspended), cancellationToken);
            answer.Write(
                new { user, state = isSuspended ? "suspended" : "ok", changed },
                _ => Terminal.Line(changed ? $"{user} {words}." : $"{user} {words}, as it was before."));
        });
    }
}
