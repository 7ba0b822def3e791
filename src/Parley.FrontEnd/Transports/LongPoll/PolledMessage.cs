namespace Parley.FrontEnd.Transports.LongPoll;

/// <summary>What a poll has taken; it is given back if it could not be written.</summary>
/// <param name="Number">Its place among all that was taken.</param>
public sealed record PolledMessage(long Number, byte[] Bytes);
