namespace Parley.FrontEnd.Sessions;

/// <summary>A request that no topic has answered in time.</summary>
public readonly record struct LateRequest(long Number, string Id, string Address);
