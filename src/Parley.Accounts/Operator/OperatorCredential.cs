namespace Parley.Accounts.Operator;

/// <summary>A credential as the operator sees it.</summary>
/// <param name="IsDone">It is confirmed.</param>
/// <param name="Attempts">Wrong codes so far.</param>
public sealed record OperatorCredential(string Method, string Value, bool IsDone, int Attempts);
