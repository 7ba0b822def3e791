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
    public void Observers_are_called_only_by_lanes()
    {
        // A call past the lane can overtake others, which a single process never shows.
        var sources = Repository.SourcesOf("src/Parley.Cluster").ToList();
        var observers = sources.SelectMany(file => file.Lines).Select(line => ObserverInterface().Match(line))
            .Where(match => match.Success).Select(match => match.Groups["name"].Value).ToHashSet();
        var methods = sources.Where(file => observers.Any(name => Path.GetFileNameWithoutExtension(file.Path) == name))
            .SelectMany(file => file.Lines).Select(line => ObserverMethod().Match(line))
            .Where(match => match.Success).Select(match => match.Groups["name"].Value).ToHashSet();
        var offenders = from file in sources
                        where !file.Path.Contains("/Lanes/", StringComparison.Ordinal)
                        from line in file.Lines
                        from method in methods
                        where line.Contains($"bserver.{method}(", StringComparison.Ordinal)
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

    [Fact]
    public void Sizes_are_reported()
    {
        // An aim, not a gate: a file that grows past 400 lines asks to be looked at.
        var sizes = Repository.SourcesOf("src").Select(file => (file.Path, file.Lines.Length)).OrderBy(file => file.Length).ToList();
        TestContext.Current.TestOutputHelper?.WriteLine($"{sizes.Count} files, median {sizes[sizes.Count / 2].Length} lines");
        foreach (var (path, length) in sizes.Where(file => file.Length > 350))
            TestContext.Current.TestOutputHelper?.WriteLine($"{length} lines: {path}");
        Assert.NotEmpty(sizes);
    }

    [GeneratedRegex(@"\b(Me|Find|P2P|Group|Self|System|Channel)Kind\b")]
    private static partial Regex KindClass();

    [GeneratedRegex(@"^\s*//")]
    private static partial Regex Comment();

    [GeneratedRegex(@"\binterface (?<name>\w+)\s*:\s*.*\bIGrainObserver\b")]
    private static partial Regex ObserverInterface();

    [GeneratedRegex(@"^\s+(Task|ValueTask|void)(<.*>)? (?<name>\w+)\(")]
    private static partial Regex ObserverMethod();

    [GeneratedRegex(@"(Manager|Helper|Helpers|Utils|Utilities|Common)$")]
    private static partial Regex VagueName();
}
