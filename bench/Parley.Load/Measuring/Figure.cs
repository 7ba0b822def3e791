namespace Parley.Load.Measuring;

/// <summary>One number of a report.</summary>
/// <param name="Key">Name for machines.</param>
/// <param name="Title">Name for readers.</param>
/// <param name="Value">Null when it could not be measured.</param>
/// <param name="Digits">Digits after the point for readers.</param>
internal sealed record Figure(string Key, string Title, double? Value, int Digits);
