using Parley.Protocol.Packets.Parts;

namespace Parley.Storage.Queries;

/// <summary>Which messages, newest first.</summary>
/// <param name="Since">The least id, 0 for no bound.</param>
/// <param name="Before">Ids must be below this, 0 for no bound.</param>
/// <param name="Limit">At most so many; at least 1.</param>
/// <param name="Ranges">If not null, only these ids count; Since and Before don't. Empty ranges select nothing.</param>
public sealed record MessageQuery(int Since, int Before, int Limit, IReadOnlyList<SeqRange>? Ranges = null);
