namespace Parley.Accounts.Credentials;

/// <summary>
/// Sends messages to credentials, by mail or telephone. Takes the message and returns; sends later and does not throw: no
/// reply depends on whether a message arrives, and none may take longer for it.
/// </summary>
public interface ICredentialSender
{
    ValueTask SendAsync(ConfirmationMessage message, CancellationToken cancellationToken);

    ValueTask SendAsync(ResetMessage message, CancellationToken cancellationToken);
}
