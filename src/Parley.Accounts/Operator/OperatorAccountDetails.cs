namespace Parley.Accounts.Operator;

/// <summary>All that an operator sees of an account.</summary>
/// <param name="Devices">How many devices receive pushes.</param>
/// <param name="Topics">Conversations and groups that the user takes part in.</param>
public sealed record OperatorAccountDetails(
    OperatorAccount Account,
    IReadOnlyList<string> Tags,
    IReadOnlyList<OperatorCredential> Credentials,
    int Devices,
    IReadOnlyList<OperatorSubscription> Topics);
