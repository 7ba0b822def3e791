using Parley.Accounts.Operator;
using Parley.Protocol.Access;
using Parley.Server.Admin;
using Parley.Server.Commands.Output;

namespace Parley.Server.Commands.Users;

/// <summary>Shows accounts in a table.</summary>
internal sealed class AccountListView : IListView<OperatorAccount>
{
    public IReadOnlyList<string> Columns { get; } = ["id", "login", "level", "state", "last seen", "name"];

    public string Empty => "There are no such accounts; `parley user add LOGIN` makes one.";

    public string KeyOf(OperatorAccount item) => item.User.ToString();

    public IReadOnlyList<string> RowOf(OperatorAccount item) =>
    [
        item.User.ToString(), item.Login ?? "", AuthLevels.Format(item.Level), StateWords.Format(item.State), Words.Time(item.LastSeen), item.Name ?? "",
    ];
}
