using Parley.Server.Admin.Orders;

namespace Parley.Server.Admin;

/// <summary>All orders by the names under which they come through the socket.</summary>
internal static class OrderTable
{
    private static readonly Dictionary<string, Type> Types = new[]
    {
        typeof(AddAccount), typeof(ListAccounts), typeof(ShowAccount), typeof(SetPassword), typeof(SetLevel), typeof(SetSuspended),
        typeof(DeleteAccount), typeof(ConfirmCredential), typeof(ExplainToken), typeof(ListTopics), typeof(ShowTopic), typeof(DeleteTopic),
        typeof(CountEverything), typeof(AddSample),
    }.ToDictionary(NameOf);

    public static string NameOf(Type order) => order.Name;

    /// <summary>Null if there is none.</summary>
    public static Type? Find(string name) => Types.GetValueOrDefault(name);
}
