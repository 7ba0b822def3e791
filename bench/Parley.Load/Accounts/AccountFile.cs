namespace Parley.Load.Accounts;

/// <summary>Keeps accounts between runs: one a line, login, password, user id and token, separated by blanks.</summary>
internal static class AccountFile
{
    public static List<Account> Read(string? path)
    {
        if (path is null || !File.Exists(path)) return [];
        var accounts = new List<Account>();
        foreach (var line in File.ReadLines(path))
        {
            if (line.Split(' ') is not [var login, var password, var userId, var token])
                throw new LoadException($"{path}: line {accounts.Count + 1} is not an account");
            accounts.Add(new Account(login, password, userId, token));
        }

        return accounts;
    }

    /// <summary>Replaces the file as a whole; only its owner may read it.</summary>
    public static void Write(string? path, IReadOnlyCollection<Account> accounts)
    {
        if (path is null || accounts.Count == 0) return;
        var draft = path + ".new";
        var lines = accounts.Select(account => $"{account.Login} {account.Password} {account.UserId} {account.Token}");
        File.WriteAllLines(draft, lines);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.Move(draft, path, overwrite: true);
    }
}
