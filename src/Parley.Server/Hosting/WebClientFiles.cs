using Parley.Server.Settings;

namespace Parley.Server.Hosting;

/// <summary>Which web client is served.</summary>
/// <param name="Folder">Its full path; null for none.</param>
/// <param name="IsOwn">It is the one that comes with Parley, and may run under its strict policy.</param>
/// <param name="Missing">Why there is only a start page; null otherwise.</param>
internal sealed record WebClientFiles(string? Folder, bool IsOwn, string? Missing)
{
    private const string None = "-";

    /// <exception cref="CommandFailedException">The folder of the settings does not exist.</exception>
    public static WebClientFiles Locate(ParleySettings settings)
    {
        if (settings.Static == None)
            return new WebClientFiles(null, IsOwn: false, "the web client is switched off (static)");
        if (!string.IsNullOrEmpty(settings.Static))
        {
            var folder = Path.GetFullPath(settings.Static);
            return Directory.Exists(folder)
                ? new WebClientFiles(folder, IsOwn: false, Missing: null)
                : throw new CommandFailedException($"There is no folder {folder} with a web client; --static names it, - stands for none.");
        }

        var own = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        return File.Exists(Path.Combine(own, "index.html"))
            ? new WebClientFiles(own, IsOwn: true, Missing: null)
            : new WebClientFiles(null, IsOwn: false, "Parley was built without its web client: install Node.js with npm, and build again");
    }
}
