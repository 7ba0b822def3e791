using Parley.Protocol.Access;

namespace Parley.Server.Commands.Users;

/// <summary>Shows an account that was made just now.</summary>
internal static class NewAccountView
{
    public static void Show(NewAccount account)
    {
        Terminal.Line($"{account.Login} is {account.User}, level {AuthLevels.Format(account.Level)}.");
        if (account.Password is not null)
            Terminal.Line($"Password: {account.Password}");
    }
}
