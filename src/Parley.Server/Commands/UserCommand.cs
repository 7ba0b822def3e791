using System.CommandLine;
using System.Security.Cryptography;
using Parley.Server.Admin;
using Spectre.Console;

namespace Parley.Server.Commands;

/// <summary><c>parley user</c>: accounts in the hands of the operator, whether the server runs or not.</summary>
internal static class UserCommand
{
    private const int PasswordLength = 12;
    private const string PasswordLetters = "abcdefghjkmnpqrstuvwxyz23456789";

    public static Command Create() => new("user", "Manage accounts.") { CreateAdd(), CreateList(), CreatePassword(), CreateLevel() };

    private static Command CreateAdd()
    {
        var command = new Command("add", "Make an account.");
        var login = Login(command);
        var password = Password(command);
        var level = new Option<string>("--level") { Description = "auth or root.", DefaultValueFactory = _ => "auth" };
        level.AcceptOnlyFromAmong("auth", "root");
        var name = new Option<string?>("--name") { Description = "Name that others see." };
        var email = new Option<string?>("--email") { Description = "Address, taken as confirmed." };
        command.Add(level);
        command.Add(name);
        command.Add(email);
        SetAction(command, async (result, desk, cancellationToken) =>
        {
            var (chosen, isRandom) = Choose(result.GetValue(password));
            var order = new NewAccountOrder(
                result.GetRequiredValue(login), chosen, result.GetRequiredValue(level), result.GetValue(name), result.GetValue(email));
            var user = await desk.AddAsync(order, cancellationToken);
            Terminal.Line($"{order.Login} is {user}, level {order.Level}.");
            if (isRandom)
                Terminal.Line($"Password: {chosen}");
        });
        return command;
    }

    private static Command CreateList()
    {
        var command = new Command("list", "Show all accounts.");
        SetAction(command, async (_, desk, cancellationToken) =>
        {
            var accounts = await desk.ListAsync(cancellationToken);
            if (accounts.Count == 0)
                Terminal.Line("There are no accounts; `parley user add LOGIN` makes one.");
            else
                Terminal.Table(
                    ["id", "login", "level", "state", "name"],
                    accounts.Select(account => new[] { account.User, account.Login, account.Level, account.State, account.Name }));
        });
        return command;
    }

    private static Command CreatePassword()
    {
        var command = new Command("password", "Set the password of an account.");
        var login = Login(command);
        var password = Password(command);
        SetAction(command, async (result, desk, cancellationToken) =>
        {
            var (chosen, isRandom) = Choose(result.GetValue(password));
            await desk.SetPasswordAsync(result.GetRequiredValue(login), chosen, cancellationToken);
            Terminal.Line(isRandom ? $"Password of {result.GetValue(login)}: {chosen}" : $"The password of {result.GetValue(login)} is set.");
        });
        return command;
    }

    private static Command CreateLevel()
    {
        var command = new Command("level", "Set the level of an account: root may do everything.");
        var login = Login(command);
        var level = new Argument<string>("LEVEL") { Description = "auth or root." };
        level.AcceptOnlyFromAmong("auth", "root");
        command.Add(level);
        SetAction(command, async (result, desk, cancellationToken) =>
        {
            await desk.SetLevelAsync(result.GetRequiredValue(login), result.GetRequiredValue(level), cancellationToken);
            Terminal.Line($"{result.GetValue(login)} has the level {result.GetValue(level)}, from the next login on.");
        });
        return command;
    }

    private static Argument<string> Login(Command command)
    {
        var login = new Argument<string>("LOGIN") { Description = "Name to log in with." };
        command.Add(login);
        return login;
    }

    private static Option<string?> Password(Command command)
    {
        var password = new Option<string?>("--password") { Description = "Asked for if left out; without a terminal, a random one." };
        command.Add(password);
        return password;
    }

    private static void SetAction(Command command, Func<ParseResult, IAccountDesk, CancellationToken, Task> work)
    {
        var folder = new FolderOptions(command);
        command.SetAction(async (result, cancellationToken) =>
        {
            await using var desk = await AccountDesks.OpenAsync(folder.Read(result), cancellationToken);
            await work(result, desk, cancellationToken);
            return ExitCode.Done;
        });
    }

    private static (string Password, bool IsRandom) Choose(string? given)
    {
        if (given is not null)
            return (given, false);
        if (!Console.IsInputRedirected && !Console.IsOutputRedirected)
            return (AnsiConsole.Prompt(new TextPrompt<string>("Password:").Secret()), false);
        return (RandomNumberGenerator.GetString(PasswordLetters, PasswordLength), true);
    }
}
