namespace Parley.Server.Settings;

/// <summary>The value of this setting is never printed.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretAttribute : Attribute;
