namespace Parley.Notifications.Texts;

/// <summary>The mail with which a password is reset, line by line.</summary>
public sealed record ResetTexts(string Subject, string Hello, string Why, string Login, string Link, string Code, string Ignore);
