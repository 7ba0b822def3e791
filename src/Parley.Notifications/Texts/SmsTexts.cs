namespace Parley.Notifications.Texts;

/// <summary>Short messages to telephones.</summary>
public sealed record SmsTexts(string Confirm, string Reset);
