using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Server.Admin;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary>Shows one account to people.</summary>
internal static class AccountView
{
    private const int TopicsMax = 20;

    public static void Show(OperatorAccountDetails details)
    {
        var account = details.Account;
        Terminal.Heading(account.Login ?? account.User.ToString(), account.Name is null ? "" : $"  {account.Name}");
        Terminal.Fact("Id", account.User.ToString());
        Terminal.Fact("State", StateWords.Format(account.State));
        Terminal.Fact("Level", AuthLevels.Format(account.Level));
        Terminal.Fact("Created", Words.Time(account.Created));
        Terminal.Fact("Last seen", Words.Time(account.LastSeen));
        Terminal.Fact("Tags", Words.List(details.Tags));
        Terminal.Fact("Devices", Words.Number(details.Devices));
        if (details.Credentials.Count == 0)
            Terminal.Fact("Credentials", "none");
        foreach (var credential in details.Credentials)
            Terminal.Fact("Credential", $"{credential.Method} {credential.Value}", credential.IsDone ? "confirmed" : "waits for its code");
        Terminal.Fact("Topics", Words.Number(details.Topics.Count));
        if (details.Topics.Count == 0)
            return;
        Terminal.Table(
            ["topic", "access", ""],
            details.Topics.Take(TopicsMax).Select(topic => new[] { topic.Topic.Value, topic.Mode.ToString(), topic.IsReader ? "reader" : "" }));
        if (details.Topics.Count > TopicsMax)
            Terminal.Line($"  and {Words.Number(details.Topics.Count - TopicsMax)} more; --json has them all.");
    }
}
