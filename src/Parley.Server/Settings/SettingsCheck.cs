using System.Text.Json.Serialization;
using Parley.Server.Hosting;

namespace Parley.Server.Settings;

/// <summary>What is wrong with settings, found without starting a server.</summary>
/// <param name="Problems">Sentences that name the setting and the mend.</param>
/// <param name="Notes">What has no effect, or hardly the one that is meant.</param>
internal sealed record SettingsCheck(
    [property: JsonPropertyName("ok")] bool IsGood, IReadOnlyList<string> Problems, IReadOnlyList<string> Notes)
{
    public static SettingsCheck Of(SettingSources sources)
    {
        try
        {
            var settings = SettingsReader.Bind(SettingLayers.Read(sources, out var notes));
            List<string> problems = [.. settings.Problems(), .. ProblemsOfFolders(settings)];
            return new SettingsCheck(problems.Count == 0, problems, [.. notes.Concat(SettingsReader.NotesOf(settings)).Select(note => note.Text)]);
        }
        catch (CommandFailedException unreadable)
        {
            return new SettingsCheck(false, [unreadable.Message], []);
        }
    }

    private static IEnumerable<string> ProblemsOfFolders(ParleySettings settings)
    {
        if (File.Exists(settings.Data))
            yield return $"data: {Path.GetFullPath(settings.Data)} is a file; name a folder.";
        if (ProblemOfWebClient(settings) is { } problem)
            yield return "static: " + problem;
    }

    private static string? ProblemOfWebClient(ParleySettings settings)
    {
        try
        {
            WebClientFiles.Locate(settings);
            return null;
        }
        catch (CommandFailedException failure)
        {
            return failure.Message;
        }
    }
}
