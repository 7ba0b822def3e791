namespace Parley.Notifications.Texts;

/// <summary>The mail that asks to confirm an address, line by line.</summary>
public sealed record ConfirmationTexts(string Subject, string Hello, string Why, string Link, string Code, string Manual, string Ignore);
