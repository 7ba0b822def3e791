using Parley.Protocol.Replies;

namespace Parley.Accounts.Operator;

/// <summary>Says in words why account rules have refused the operator.</summary>
internal static class OperatorRefusals
{
    public static void ThrowIf(Rejection? refusal)
    {
        if (refusal is not null)
            throw Of(refusal);
    }

    public static OperatorRefusalException Of(Rejection refusal) => new(refusal.Code.Number switch
    {
        409 => "The login is taken.",
        422 => "The login or the password is too short, too long, or has characters that logins must not have.",
        503 => "The server has too much to do at the moment; try again.",
        _ => $"The account could not be stored: {refusal.Code.Text}.",
    });
}
