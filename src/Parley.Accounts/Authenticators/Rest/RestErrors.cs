using Parley.Protocol.Replies;

namespace Parley.Accounts.Authenticators.Rest;

/// <summary>What the words of the service for failures mean to clients (part A 2.9).</summary>
internal static class RestErrors
{
    /// <summary>Null for none.</summary>
    public static Rejection? Refusal(string? error) => string.IsNullOrEmpty(error)
        ? null
        : new Rejection(error switch
        {
            "malformed" => ReplyCodes.Malformed,
            "failed" or "expired" => ReplyCodes.AuthenticationFailed,
            "denied" => ReplyCodes.PermissionDenied,
            "duplicate value" => ReplyCodes.DuplicateCredential,
            "unsupported" => ReplyCodes.NotImplemented,
            "policy" => ReplyCodes.PolicyViolation,
            "credentials" => ReplyCodes.ValidateCredentials,
            "user not found" => ReplyCodes.UserNotFound,
            "topic not found" => ReplyCodes.TopicNotFound,
            "not found" => ReplyCodes.NotFound,
            "invalid response" => ReplyCodes.InvalidResponse,
            "redirected" => ReplyCodes.UseOther,
            _ => ReplyCodes.InternalError,
        });
}
