namespace Parley.Notifications.Texts;

/// <summary>What messages say in one language. "{site}", "{code}" and "{login}" stand for what they name.</summary>
public sealed record MessageTexts(ConfirmationTexts Confirm, ResetTexts Reset, SmsTexts Sms);
