using Parley.Protocol.Packets.Parts;

namespace Parley.Storage.Records;

/// <summary>One deletion of messages: for everybody, or for one user.</summary>
/// <param name="DelId">Counts the deletions of a topic from 1.</param>
/// <param name="Ranges">Ascending.</param>
public sealed record DeletionRecord(int DelId, IReadOnlyList<SeqRange> Ranges);
