using System.Globalization;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Options;
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

    public static OperatorRefusalException OfLogin(Rejection refusal, BasicOptions options) => refusal.Code.Number == 422
        ? new OperatorRefusalException(string.Create(
            CultureInfo.InvariantCulture,
            $"A login has {options.MinLoginLength} to {BasicOptions.LoginLengthMax} characters: letters and digits, inside also \".\" and \"_\"."))
        : Of(refusal);

    public static OperatorRefusalException OfPassword(Rejection refusal, BasicOptions options) => refusal.Code.Number == 422
        ? new OperatorRefusalException(string.Create(
            CultureInfo.InvariantCulture,
            $"A password has at least {options.MinPasswordLength} characters, and at most {PasswordHasher.PasswordBytesMax} bytes."))
        : Of(refusal);

    public static OperatorRefusalException Of(Rejection refusal) => new(refusal.Code.Number switch
    {
        409 => "The login is taken; choose another one.",
        503 => "The server has too much to do at the moment; try again.",
        _ => $"The account could not be stored: {refusal.Code.Text}.",
    });
}
