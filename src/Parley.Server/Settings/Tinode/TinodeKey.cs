namespace Parley.Server.Settings.Tinode;

/// <summary>What happens to one key of the reference's configuration.</summary>
internal enum TinodeKeyUse
{
    /// <summary>Becomes a setting.</summary>
    Maps,

    /// <summary>Becomes settings by a rule of its own in <see cref="TinodeConfigReader"/>.</summary>
    Special,

    /// <summary>Parley has no such feature (yet): told to the operator if the key asks for something.</summary>
    NotSupported,

    /// <summary>Has no effect in the reference either, or none is needed here.</summary>
    Ignored,
}

/// <summary>The type that a value must have.</summary>
internal enum TinodeValue
{
    Any,
    Text,
    Number,
    Flag,
    List,
}

/// <param name="Path">The key with those it lies in, lower case, with points between.</param>
/// <param name="Setting">For <see cref="TinodeKeyUse.Maps"/>: the key of our setting.</param>
/// <param name="Least">A smaller number stands for the default, as in the reference.</param>
internal sealed record TinodeKey(
    string Path, TinodeKeyUse Use, TinodeValue Value = TinodeValue.Any, string? Setting = null, long Least = long.MinValue);
