using System.Text.RegularExpressions;

namespace Parley.Architecture.Tests;

/// <summary>Rules about where things are said, that no compiler holds.</summary>
public sealed partial class SourceRuleTests
{
    [Fact]
    public void Kinds_of_topics_are_named_only_in_their_folder()
    {
        // Everybody else asks the kind a question; a switch over kinds is how the rules of one topic spread over all files.
        var offenders = from file in Repository.SourcesOf("src/Parley.Topics")
                        where !file.Path.StartsWith("src/Parley.Topics/Kinds/", StringComparison.Ordinal)
                        from line in file.Lines
                        where !Comment().IsMatch(line) && KindClass().IsMatch(line)
                        select $"{file.Path}: {line.Trim()}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Names_do_not_invite_everything()
    {
        var offenders = Repository.SourcesOf("src").Select(file => Path.GetFileNameWithoutExtension(file.Path))
            .Where(name => VagueName().IsMatch(name));
        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"\b(Me|Find|P2P|Group|Self|System|Channel)Kind\b")]
    private static partial Regex KindClass();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Utils|Utilities|Common)$")]
    private static partial Regex VagueName();
}
