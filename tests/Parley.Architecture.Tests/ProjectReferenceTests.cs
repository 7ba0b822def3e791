using System.Xml.Linq;

namespace Parley.Architecture.Tests;

/// <summary>Which project may use which: a new arrow is a decision, made here.</summary>
public sealed class ProjectReferenceTests
{
    // What a project may name; it may also use what those use.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Parley.Protocol"] = [],
        ["Parley.Protocol.Grpc"] = ["Parley.Protocol"],
        ["Parley.Storage"] = ["Parley.Protocol"],
        ["Parley.Storage.Sql"] = ["Parley.Storage"],
        ["Parley.Accounts"] = ["Parley.Protocol", "Parley.Storage"],
        ["Parley.Topics"] = ["Parley.Protocol", "Parley.Storage", "Parley.Accounts"],
        ["Parley.FrontEnd"] = ["Parley.Protocol", "Parley.Protocol.Grpc", "Parley.Accounts", "Parley.Media"],
        ["Parley.Cluster"] = ["Parley.Topics", "Parley.FrontEnd", "Parley.Accounts", "Parley.Storage"],
        ["Parley.Media"] = ["Parley.Protocol", "Parley.Storage", "Parley.Accounts"],
        ["Parley.Notifications"] = ["Parley.Topics", "Parley.Accounts"],
        ["Parley.Plugins"] = ["Parley.Protocol.Grpc", "Parley.Topics", "Parley.FrontEnd", "Parley.Accounts"],
        ["Parley.Admin"] = ["Parley.Storage", "Parley.Accounts", "Parley.Cluster"],
    };

    // The composition root puts everything together.
    private const string CompositionRoot = "Parley.Server";
    private const string OrleansUser = "Parley.Cluster";

    public static TheoryData<string> Projects() => [.. Repository.ProjectsOf("src").Select(file => Path.GetFileNameWithoutExtension(file))];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_only_what_it_may(string project)
    {
        if (project == CompositionRoot)
            return;
        Assert.True(Allowed.ContainsKey(project), $"{project} is not in the table: decide what it may reference.");
        var reachable = Reachable(project);
        Assert.All(ReferencesOf(project), reference => Assert.Contains(reference, reachable));
    }

    [Fact]
    public void Only_the_cluster_references_Orleans()
    {
        foreach (var file in Repository.ProjectsOf("src"))
        {
            var packages = XDocument.Load(file).Descendants("PackageReference").Select(package => (string)package.Attribute("Include")!);
            if (Path.GetFileNameWithoutExtension(file) != OrleansUser)
                Assert.DoesNotContain(packages, package => package.StartsWith("Microsoft.Orleans", StringComparison.Ordinal));
        }

        // What comes through a reference is not to be used either.
        Assert.Empty(
            from file in Repository.SourcesOf("src")
            where !file.Path.StartsWith($"src/{OrleansUser}/", StringComparison.Ordinal)
            where file.Lines.Any(line => line.StartsWith("using Orleans", StringComparison.Ordinal))
            select file.Path);
    }

    [Fact]
    public void The_protocol_has_no_packages()
    {
        var file = Repository.ProjectsOf("src").Single(project => Path.GetFileNameWithoutExtension(project) == "Parley.Protocol");
        Assert.Empty(XDocument.Load(file).Descendants("PackageReference"));
    }

    private static HashSet<string> Reachable(string project)
    {
        var found = new HashSet<string>();
        var open = new Queue<string>(Allowed[project]);
        while (open.TryDequeue(out var next))
        {
            if (found.Add(next))
                Array.ForEach(Allowed[next], open.Enqueue);
        }

        return found;
    }

    private static IEnumerable<string> ReferencesOf(string project)
    {
        var file = Path.Combine(Repository.Root, "src", project, project + ".csproj");
        return XDocument.Load(file).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(((string)reference.Attribute("Include")!).Replace('\\', '/')));
    }
}
