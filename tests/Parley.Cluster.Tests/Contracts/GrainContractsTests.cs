using System.Reflection;
using System.Text;
using Orleans;
using Parley.Cluster.Contracts;
using Parley.Cluster.FrontEnds;

namespace Parley.Cluster.Tests.Contracts;

/// <summary>Two versions of the server may run side by side while one replaces the other: what travels between them changes knowingly.</summary>
public sealed class GrainContractsTests
{
    [Fact]
    public void Contracts_are_those_of_the_golden_file()
    {
        var path = Path.Combine(Repository.Root, "src/Parley.Cluster/Contracts/GrainContracts.golden.txt");
        var actual = Describe();
        if (Environment.GetEnvironmentVariable("PARLEY_WRITE_GOLDEN") == "1")
            File.WriteAllText(path, actual);
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }

    private static string Describe()
    {
        var text = new StringBuilder();
        var types = typeof(DeliveryBatch).Assembly.GetTypes()
            .Where(t => t.Namespace?.StartsWith("Parley.Cluster", StringComparison.Ordinal) == true)
            .Where(t => t.GetCustomAttributes<AliasAttribute>(inherit: false).Any())
            .OrderBy(t => t.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias, StringComparer.Ordinal);
        foreach (var type in types)
        {
            text.Append(type.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias).Append(" = ").Append(Name(type)).Append('\n');
            foreach (var property in type.GetProperties().Where(p => p.DeclaringType == type && p.GetCustomAttribute<IdAttribute>() is not null)
                .OrderBy(p => p.GetCustomAttribute<IdAttribute>()!.Id))
                text.Append($"  {property.GetCustomAttribute<IdAttribute>()!.Id} {property.Name}: {Name(property.PropertyType)}\n");
            foreach (var method in type.IsInterface ? type.GetMethods() : [])
                text.Append($"  {method.GetCustomAttribute<AliasAttribute>(inherit: false)!.Alias}({string.Join(", ", method.GetParameters().Select(p => Name(p.ParameterType)))}): {Name(method.ReturnType)}\n");
        }
        return text.ToString();
    }

    private static string Name(Type type) => type switch
    {
        { IsArray: true } => Name(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>",
        { IsNested: true } => $"{type.DeclaringType!.Name}.{type.Name}",
        _ => type.Name,
    };

    [Fact]
    public void Only_lanes_call_other_processes()
    {
        var calls = typeof(IPeerService).GetMethods().Select(m => $".{m.Name}(").Append("Peers.At(").ToArray();
        var source = Path.Combine(Repository.Root, "src/Parley.Cluster");
        var offenders = Directory.EnumerateFiles(source, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal))
            .Where(f => Path.GetDirectoryName(f) != Path.Combine(source, "Lanes"))
            .Where(f => calls.Any(File.ReadAllText(f).Contains));
        Assert.Empty(offenders);
    }
}
