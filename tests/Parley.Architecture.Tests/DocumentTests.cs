using System.Text.RegularExpressions;

namespace Parley.Architecture.Tests;

/// <summary>What the documents say of the repository is true.</summary>
public sealed partial class DocumentTests
{
    [Fact]
    public void Files_that_the_architecture_names_exist()
    {
        // "Topics/Publish/PublishHandler.cs" or "Topics/Leave": a project without its prefix, and what lies in it.
        var text = File.ReadAllText(Path.Combine(Repository.Root, "ARCHITECTURE.md"));
        var missing = from match in ProjectPath().Matches(text)
                      let path = Path.Combine(Repository.Root, "src", "Parley." + match.Groups["path"].Value)
                      where !File.Exists(path) && !Directory.Exists(path)
                      select match.Value;
        Assert.Empty(missing);
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("SECURITY.md")]
    [InlineData("docs/operations.md")]
    [InlineData("docs/compatibility.md")]
    public void Links_to_files_lead_somewhere(string document)
    {
        var path = Path.Combine(Repository.Root, document);
        var missing = from match in Link().Matches(File.ReadAllText(path))
                      let target = match.Groups["target"].Value.Split('#')[0]
                      where target.Length > 0 && !target.Contains("://", StringComparison.Ordinal)
                      where !Path.Exists(Path.Combine(Path.GetDirectoryName(path)!, target))
                      select target;
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_setting_is_in_the_list_of_settings()
    {
        var text = File.ReadAllText(Path.Combine(Repository.Root, "docs", "operations.md"));
        var names = from name in typeof(Server.Settings.ParleySettings).GetProperties()
                    let isGroup = name.PropertyType.Namespace == typeof(Server.Settings.ParleySettings).Namespace
                    from setting in isGroup ? name.PropertyType.GetProperties().Select(member => Camel(name.Name) + "." + Camel(member.Name)) : [Camel(name.Name)]
                    select setting;
        Assert.All(names, name => Assert.Contains(name, text, StringComparison.Ordinal));
    }

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"`(?:src/Parley\.)?(?<path>(?:Protocol|Storage|Accounts|Topics|FrontEnd|Cluster|Server)/[\w/.]+)`")]
    private static partial Regex ProjectPath();

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();
}
