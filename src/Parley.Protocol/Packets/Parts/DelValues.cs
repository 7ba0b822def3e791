namespace Parley.Protocol.Packets.Parts;

/// <summary>Deleted messages: the greatest deletion id, and which ids are gone.</summary>
public sealed record DelValues(int DelId, IReadOnlyList<SeqRange> Ranges);
