using Parley.Accounts.Login;
using Parley.Protocol;
using Parley.Protocol.Replies;

namespace Parley.Accounts;

/// <summary>Replies that refuse.</summary>
internal static class AccountReplies
{
    public static AccountReply Reply(this Rejection refusal) => new(refusal.Code, refusal.Params);

    /// <summary>Kinds of credentials are required that did not come along.</summary>
    public static Rejection Missing(IReadOnlyList<string> methods) =>
        new(ReplyCodes.PolicyViolation, ReplyParams.Write(json => LoginCompletion.WriteList(json, "creds", methods)));

    /// <summary>With the parameter "what" in place of the refusal's own.</summary>
    public static AccountReply Reply(this Rejection refusal, string what) => new(refusal.Code, ReplyParams.What(what));
}
