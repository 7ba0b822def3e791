namespace Parley.Server.Sample;

/// <param name="From">Login of the sender.</param>
/// <param name="Age">How long before the start of the server it was sent.</param>
internal sealed record SampleMessage(string From, TimeSpan Age, string Text);
