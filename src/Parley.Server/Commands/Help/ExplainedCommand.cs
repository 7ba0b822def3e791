using System.CommandLine;

namespace Parley.Server.Commands.Help;

/// <summary>A command whose help shows how it is used, by examples.</summary>
/// <param name="examples">Command lines as a user types them.</param>
internal class ExplainedCommand(string name, string description, params string[] examples) : Command(name, description)
{
    public IReadOnlyList<string> Examples { get; } = examples;
}
