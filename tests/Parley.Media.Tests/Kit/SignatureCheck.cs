using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Parley.Media.Tests.Kit;

/// <summary>Checks requests as S3 does: AWS Signature Version 4, in a header or in the query.</summary>
internal static class SignatureCheck
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

    /// <summary>Null if the request is signed with this key; else what is wrong.</summary>
    public static string? Refuse(HttpRequest request, string keyId, string secret)
    {
        var query = request.Query;
        var isPresigned = query.ContainsKey("X-Amz-Signature");
        var fields = isPresigned ? null : Fields(request.Headers.Authorization.ToString());
        if (!isPresigned && fields is null)
            return "not signed";
        var credential = isPresigned ? query["X-Amz-Credential"].ToString() : fields!["Credential"];
        var signedHeaders = isPresigned ? query["X-Amz-SignedHeaders"].ToString() : fields!["SignedHeaders"];
        var signature = isPresigned ? query["X-Amz-Signature"].ToString() : fields!["Signature"];
        var date = isPresigned ? query["X-Amz-Date"].ToString() : request.Headers["x-amz-date"].ToString();
        var scope = credential.Split('/', 2);
        if (scope[0] != keyId)
            return "another key";
        if (isPresigned && IsOver(date, query["X-Amz-Expires"].ToString()))
            return "too late";

        var content = isPresigned ? "UNSIGNED-PAYLOAD" : request.Headers["x-amz-content-sha256"].ToString();
        var canonical = string.Join('\n', request.Method, Path(request), Query(request), Headers(request, signedHeaders), signedHeaders, content);
        var text = string.Join('\n', Algorithm, date, scope[1], Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope[1].Split('/').Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (k, part) => HMACSHA256.HashData(k, Encoding.UTF8.GetBytes(part)));
        var right = Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));
        return right == signature ? null : "a wrong signature";
    }

    private static bool IsOver(string date, string seconds) =>
        DateTime.ParseExact(date, "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal)
            .AddSeconds(int.Parse(seconds, CultureInfo.InvariantCulture)) < DateTime.UtcNow;

    private static Dictionary<string, string>? Fields(string authorization) =>
        authorization.StartsWith(Algorithm + " ", StringComparison.Ordinal)
            ? authorization[(Algorithm.Length + 1)..].Split(',', StringSplitOptions.TrimEntries).Select(f => f.Split('=', 2)).ToDictionary(f => f[0], f => f[1])
            : null;

    private static string Path(HttpRequest request) =>
        string.Join('/', request.Path.Value!.Split('/').Select(Uri.EscapeDataString));

    private static string Query(HttpRequest request) => string.Join('&', request.Query
        .Where(q => q.Key != "X-Amz-Signature")
        .Select(q => (Key: Uri.EscapeDataString(q.Key), Value: Uri.EscapeDataString(q.Value.ToString())))
        .OrderBy(q => q.Key, StringComparer.Ordinal)
        .Select(q => $"{q.Key}={q.Value}"));

    private static string Headers(HttpRequest request, string names) =>
        string.Concat(names.Split(';').Select(name => $"{name}:{string.Join(',', request.Headers[name].Select(v => v?.Trim()))}\n"));
}
