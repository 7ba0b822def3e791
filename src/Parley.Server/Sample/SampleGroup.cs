namespace Parley.Server.Sample;

/// <param name="Owner">Login.</param>
/// <param name="Members">Logins of the others.</param>
/// <param name="Readers">Logins of those who follow it as a channel; if there are any the group is one.</param>
/// <param name="UnreadBy">Login of a member or reader who has not seen the last message.</param>
internal sealed record SampleGroup(
    string Title, string Tag, string Owner, IReadOnlyList<string> Members, IReadOnlyList<string> Readers, string UnreadBy,
    IReadOnlyList<SampleMessage> Messages);
