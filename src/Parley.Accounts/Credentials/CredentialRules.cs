using System.Security.Cryptography;
using System.Text;
using Parley.Accounts.Authenticators;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;
using Parley.Storage.Records;
using Parley.Storage.Writes;

namespace Parley.Accounts.Credentials;

/// <summary>
/// The rules of credentials (part A 3.10): decides on what was loaded, stores and sends nothing.
/// </summary>
public sealed class CredentialRules(ValidatorTable validators, IRandomSource random)
{
    /// <summary>True if this server knows credentials of this kind.</summary>
    public bool IsKnown(string? method) => validators.TryGet(method, out _, out _);

    /// <summary>
    /// True if it is used: some level requires it. One that nobody requires still keeps its namespace of tags from others, and is
    /// a name that a reset of a secret may give.
    /// </summary>
    public bool IsUsed(string? method) => validators.TryGet(method, out _, out var options) && options.RequiredLevels.Count > 0;

    /// <summary>The value as it is stored.</summary>
    public string Normalise(string method, string value) =>
        validators.TryGet(method, out var validator, out _) ? validator.Normalise(value) : value;

    /// <summary>The kinds that users of this level must have confirmed, sorted.</summary>
    public IReadOnlyList<string> RequiredFor(AuthLevel level) =>
        [.. validators.Methods.Where(m => IsRequired(m, level)).Order(StringComparer.Ordinal)];

    public bool IsRequired(string method, AuthLevel level) =>
        validators.TryGet(method, out _, out var options) && options.RequiredLevels.Contains(level);

    /// <summary>The kinds that are required of this level and not among those confirmed, sorted.</summary>
    public IReadOnlyList<string> Missing(AuthLevel level, IEnumerable<string> confirmed) => [.. RequiredFor(level).Except(confirmed)];

    /// <summary>Those of known kinds: of several of a kind the last one.</summary>
    /// <param name="withValue">Only those with a value count.</param>
    public IReadOnlyList<CredPart> Select(IReadOnlyList<CredPart>? parts, bool withValue) =>
        [.. (parts ?? []).Where(p => IsUsed(p.Method) && !(withValue && string.IsNullOrEmpty(p.Value)))
            .GroupBy(p => p.Method).Select(g => g.Last()).OrderBy(p => p.Method, StringComparer.Ordinal)];

    /// <summary>Null if the value looks as it should.</summary>
    /// <param name="country">Of the session; null if not known.</param>
    public Rejection? RefuseValue(CredPart part, string? country) => Check(part, country).Refusal;

    /// <summary>A code that will confirm a value of this kind.</summary>
    public string NewCode(string? method) =>
        validators.TryGet(method, out _, out var options) ? random.Digits(options.CodeLength) : "";

    /// <summary>
    /// Adds a value that is not confirmed yet. That it is not confirmed by anybody is for the database to say: a duplicate.
    /// 401 if a code came along: there is none to compare with before the value is known.
    /// </summary>
    /// <param name="country">Of the session; null if not known.</param>
    /// <param name="code">From <see cref="NewCode"/>.</param>
    public Outcome<CredentialAddition> Add(UserId user, CredPart part, string? country, string code, DateTime now)
    {
        if (!string.IsNullOrEmpty(part.Response))
            return ReplyCodes.AuthenticationFailed;
        // The reference does not look at values that are added later, and stores even empty ones.
        if (!Check(part, country).TryGet(out var value, out var refusal))
            return refusal;
        return new CredentialAddition(new StoredCredential
        {
            User = user,
            Method = part.Method ?? "",
            Value = value,
            Response = code,
            Created = now,
            Updated = now,
        });
    }

    /// <summary>A value that is confirmed already: on the operator's word.</summary>
    public Outcome<CredentialAddition> AddConfirmed(UserId user, CredPart part, DateTime now) =>
        Add(user, part, country: null, code: "", now).TryGet(out var addition, out var refusal)
            ? new CredentialAddition(addition.Credential with { IsDone = true })
            : refusal;

    /// <summary>Compares a code with the one that the active credential of a kind waits for.</summary>
    /// <param name="active">Null if none waits.</param>
    public CredentialCheck Confirm(StoredCredential? active, string? response, DateTime now)
    {
        if (active is null || !validators.TryGet(active.Method, out _, out var options))
            return new CredentialCheck(new Rejection(ReplyCodes.NotFound));
        if (active.Retries > options.MaxRetries)
            return new CredentialCheck(new Rejection(ReplyCodes.PolicyViolation));
        if (!IsEqual(response, active.Response) && !IsEqual(response, options.DebugResponse))
        {
            return new CredentialCheck(
                new Rejection(ReplyCodes.InvalidResponse), new FailCredential(active.User, active.Method, now));
        }
        return new CredentialCheck(null, new ConfirmCredential(active.User, active.Method, active.Value, now), Tag(active.Method, active.Value));
    }

    /// <summary>
    /// Removes a value: 400 if it is none, 422 if it is the last confirmed one of a kind that is required, 304 if the user does
    /// not have it.
    /// </summary>
    /// <param name="all">All credentials of the user.</param>
    public Outcome<CredentialRemoval> Remove(
        UserId user, AuthLevel level, CredPart? part, IReadOnlyList<StoredCredential> all, DateTime now)
    {
        if (part is not { Method: { Length: > 0 } method, Value: { Length: > 0 } value } || !IsKnown(method))
            return ReplyCodes.Malformed;
        value = Normalise(method, value);
        var target = all.FirstOrDefault(c => c.Method == method && c.Value == value);
        if (target is null)
            return ReplyCodes.NoAction;
        if (target.IsDone && IsRequired(method, level) && !all.Any(c => c.Method == method && c.IsDone && c.Value != value))
            return ReplyCodes.PolicyViolation;
        var tag = Tag(method, value);
        var removal = new DeleteCredential(user, method, value, now);
        // Who gives up an address may fear who reads its mail: a code that was sent there sets no password any more.
        return target.IsDone
            ? new CredentialRemoval([removal, CodeAuthenticator.Forget(method, value)], tag, tag is not null)
            : new CredentialRemoval([removal], null, tag is not null);
    }

    /// <summary>The tag of a confirmed value; null if values of this kind do not become tags.</summary>
    public string? Tag(string method, string value) =>
        validators.TryGet(method, out _, out var options) && options.AddToTags ? $"{method}:{value}" : null;

    private Outcome<string> Check(CredPart part, string? country) =>
        validators.TryGet(part.Method, out var validator, out var options)
            ? validator.Check(part.Value ?? "", part.Params, country, options)
            : ReplyCodes.Malformed;

    // In constant time. An empty text never equals: no code is expected, or none was given.
    private static bool IsEqual(string? response, string? expected) =>
        !string.IsNullOrEmpty(response) && !string.IsNullOrEmpty(expected)
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(response), Encoding.UTF8.GetBytes(expected));
}
