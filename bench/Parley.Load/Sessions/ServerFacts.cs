namespace Parley.Load.Sessions;

/// <summary>What the server says of itself when greeted.</summary>
/// <param name="Version">Protocol version.</param>
/// <param name="Build">Build stamp.</param>
/// <param name="SubscribersMax">Most subscribers a topic can have; null when it did not say.</param>
internal sealed record ServerFacts(string Version, string Build, long? SubscribersMax);
