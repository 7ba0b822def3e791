using Microsoft.AspNetCore.Http;

namespace Parley.FrontEnd.Files;

/// <summary>By which scheme and secret a request says who sends it (part A 6.4). The first form that is used decides.</summary>
/// <param name="Secret">Base64 text.</param>
public sealed record SentCredentials(string Scheme, string Secret)
{
    private const string HeaderName = "X-Tinode-Auth";
    private const string SchemeName = "auth";
    private const string SecretName = "secret";

    /// <summary>Those of headers and the query; null if there are none.</summary>
    public static SentCredentials? OfHead(HttpRequest request) =>
        OfHeader(request.Headers[HeaderName].ToString())
        ?? OfHeader(request.Headers.Authorization.ToString())
        ?? OfQuery(request.Query);

    /// <summary>All of a request.</summary>
    /// <param name="form">The fields of its form.</param>
    public static SentCredentials? Of(HttpRequest request, IReadOnlyDictionary<string, string> form) =>
        OfHead(request) ?? OfForm(form) ?? OfCookies(request.Cookies);

    // Two words and no more.
    private static SentCredentials? OfHeader(string value) =>
        value.Split(' ') is [{ Length: > 0 } scheme, { Length: > 0 } secret] ? new SentCredentials(scheme, secret) : null;

    private static SentCredentials? OfQuery(IQueryCollection query) =>
        query[SchemeName].ToString() is { Length: > 0 } scheme
            // Addresses hold the alphabet of base64 that needs no escapes.
            ? new SentCredentials(scheme, query[SecretName].ToString().Replace('-', '+').Replace('_', '/'))
            : null;

    private static SentCredentials? OfForm(IReadOnlyDictionary<string, string> form) =>
        form.TryGetValue(SchemeName, out var scheme) && scheme.Length > 0
            ? new SentCredentials(scheme, form.GetValueOrDefault(SecretName, ""))
            : null;

    private static SentCredentials? OfCookies(IRequestCookieCollection cookies) =>
        cookies[SchemeName] is { Length: > 0 } scheme && cookies[SecretName] is { } secret ? new SentCredentials(scheme, secret) : null;
}
