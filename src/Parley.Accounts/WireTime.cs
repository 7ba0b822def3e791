using System.Globalization;

namespace Parley.Accounts;

/// <summary>Times in parameters of replies.</summary>
internal static class WireTime
{
    /// <summary>UTC with at most three digits after the second, without trailing zeros: clients read no more.</summary>
    public static string Format(DateTime time) => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFZ", CultureInfo.InvariantCulture);
}
