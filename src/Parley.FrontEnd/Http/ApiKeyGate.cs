using Microsoft.AspNetCore.Http;
using Parley.Accounts;

namespace Parley.FrontEnd.Http;

/// <summary>Checks that a request shows a valid API key (part A 4.7).</summary>
public sealed class ApiKeyGate(FrontEndOptions options)
{
    private const string HeaderName = "X-Tinode-APIKey";
    private const string ValueName = "apikey";

    /// <summary>Header, query, form and cookie are looked at in this order; the first that has a key decides.</summary>
    public async ValueTask<bool> IsValidAsync(HttpContext context)
    {
        var request = context.Request;
        var key = KeyOutsideOfForms(request);
        if (key.Length == 0)
            key = (await RequestValues.ReadAsync(context)).InForm(ValueName);
        return IsValid(request, key);
    }

    /// <summary>The same for a request whose form is read by somebody else.</summary>
    /// <param name="formKey">The key of the form; null or empty if it has none.</param>
    public bool IsValid(HttpRequest request, string? formKey) =>
        ApiKey.IsValid(FirstOf(FirstOf(KeyOutsideOfForms(request), formKey ?? ""), request.Cookies[ValueName] ?? ""), options.ApiKeySalt);

    /// <summary>The key of header or query, which are looked at before the form; empty if there is none.</summary>
    public static string KeyOutsideOfForms(HttpRequest request) =>
        FirstOf(request.Headers[HeaderName].ToString(), request.Query[ValueName].ToString());

    private static string FirstOf(string first, string second) => first.Length > 0 ? first : second;
}
