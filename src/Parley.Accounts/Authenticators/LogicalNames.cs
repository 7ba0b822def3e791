namespace Parley.Accounts.Authenticators;

/// <summary>The names under which clients know authenticators (part A 4.1).</summary>
public static class LogicalNames
{
    public const string Anonymous = "anonymous";
    public const string Basic = "basic";
    public const string Code = "code";
    public const string Rest = "rest";
    public const string Token = "token";

    private static readonly string[] Actual = [Anonymous, Basic, Code, Rest, Token];

    /// <summary>Visible name → actual name.</summary>
    /// <exception cref="ArgumentException">An entry is wrong: see <see cref="Errors"/>.</exception>
    public static IReadOnlyDictionary<string, string> Resolve(IEnumerable<string> entries)
    {
        var errors = new List<string>();
        var names = Resolve(entries, errors);
        return errors.Count == 0 ? names : throw new ArgumentException(string.Join(' ', errors), nameof(entries));
    }

    /// <summary>What is wrong with the entries.</summary>
    public static IReadOnlyList<string> Errors(IEnumerable<string> entries)
    {
        var errors = new List<string>();
        var names = Resolve(entries, errors);
        errors.AddRange(names.GroupBy(n => n.Value).Where(g => g.Count() > 1)
            .Select(g => $"The authenticator \"{g.Key}\" has more than one name: {string.Join(", ", g.Select(n => n.Key))}."));
        if (!names.ContainsValue(Token))
            errors.Add("The authenticator \"token\" must not be hidden: every login ends with a token.");
        return errors;
    }

    /// <summary>The name under which clients know an authenticator; its own if it is hidden.</summary>
    public static string Of(string actual, IEnumerable<string> entries) =>
        Resolve(entries).FirstOrDefault(n => n.Value == actual).Key ?? actual;

    private static Dictionary<string, string> Resolve(IEnumerable<string> entries, List<string> errors)
    {
        var names = Actual.ToDictionary(n => n);
        var seen = new HashSet<string>();
        foreach (var entry in entries)
        {
            var parts = entry.ToLowerInvariant().Split(':');
            if (parts is not [{ Length: > 0 } logical, var actual])
                errors.Add($"\"{entry}\" is no pair of a logical and an actual name of an authenticator.");
            else if (!seen.Add(logical))
                errors.Add($"The logical name \"{logical}\" stands twice.");
            else if (actual.Length == 0)
                names.Remove(logical);
            else if (!Actual.Contains(actual))
                errors.Add($"There is no authenticator \"{actual}\".");
            else
                names[logical] = actual;
        }
        return names;
    }
}
