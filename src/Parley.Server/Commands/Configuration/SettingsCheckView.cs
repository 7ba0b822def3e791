using Parley.Server.Settings;

namespace Parley.Server.Commands.Configuration;

/// <summary>Shows what is wrong with settings.</summary>
internal static class SettingsCheckView
{
    public static void Show(SettingsCheck check)
    {
        foreach (var problem in check.Problems)
            Terminal.Line("wrong  " + problem);
        foreach (var note in check.Notes)
            Terminal.Line("note   " + note);
        if (check.IsGood)
            Terminal.Line("The settings are good.");
    }
}
