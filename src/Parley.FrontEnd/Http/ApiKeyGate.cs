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
        var key = FirstOf(request.Headers[HeaderName].ToString(), request.Query[ValueName].ToString());
        if (key.Length == 0)
            key = (await RequestValues.ReadAsync(context))[ValueName];
        return ApiKey.IsValid(FirstOf(key, request.Cookies[ValueName] ?? ""), options.ApiKeySalt);
    }

    private static string FirstOf(string first, string second) => first.Length > 0 ? first : second;
}
