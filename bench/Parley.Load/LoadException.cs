namespace Parley.Load;

/// <summary>A run that cannot go on, with a message for the person who started it.</summary>
internal sealed class LoadException(string message) : Exception(message);
