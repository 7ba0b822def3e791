using System.Globalization;
using System.Text.Json;
using Parley.Protocol.Names;

namespace Parley.Server.Settings.Tinode;

/// <summary>
/// The reference's settings of files. Each of its handlers has settings of its own, in any order, and only those of the handler in use
/// count: they are collected first.
/// </summary>
internal sealed class TinodeMediaSection
{
    private const string Prefix = "media.";

    private readonly Dictionary<string, JsonElement> _values = [];

    public static bool Has(string path) => path.StartsWith(Prefix, StringComparison.Ordinal);

    public void Take(string path, JsonElement value) => _values[path[Prefix.Length..]] = value.Clone();

    /// <summary>Writes the settings that the section stands for; nothing if there was none.</summary>
    /// <returns>Keys that ask for what there is not.</returns>
    public IEnumerable<string> Map(IDictionary<string, string?> settings)
    {
        if (!_values.TryGetValue("use_handler", out var used))
            return [];
        var handler = used.GetString() ?? "";
        // Without a handler the reference has no uploads.
        if (handler.Length == 0)
        {
            settings["Limits:UploadBytesMax"] = "0";
            return [];
        }
        if (handler is not (FileSettings.Folder or FileSettings.Bucket))
            return [Prefix + "use_handler"];
        settings["Files:Storage"] = handler;
        // 0 means any size there and no uploads here: our default bound stays.
        if (Number("max_size") > 0)
            settings["Limits:UploadBytesMax"] = Text(Number("max_size"));
        var collects = Number("gc_period") > 0 && Number("gc_block_size") > 0;
        settings["Files:CollectionSeconds"] = Text(collects ? Number("gc_period") : 0);
        if (collects)
            settings["Files:CollectedMax"] = Text(Number("gc_block_size"));
        if (TextOf("handlers.fs.upload_dir") is { Length: > 0 } folder)
            settings["Files:Path"] = folder;
        if (TextOf($"handlers.{handler}.cache_control") is { Length: > 0 } caching)
            settings["Files:CacheControl"] = caching;
        else if (handler == FileSettings.Bucket)
            settings["Files:CacheControl"] = "no-cache, must-revalidate";
        if (_values.TryGetValue($"handlers.{handler}.cors_origins", out var origins))
        {
            var index = 0;
            foreach (var origin in origins.EnumerateArray())
                settings[string.Create(CultureInfo.InvariantCulture, $"Files:CorsOrigins:{index++}")] = origin.ToString();
        }
        var address = $"handlers.{handler}.serve_url";
        return TextOf(address) is { Length: > 0 } path && path.Trim('/') != FileAddress.ServePath.Trim('/') ? [Prefix + address] : [];
    }

    private long Number(string key) => _values.TryGetValue(key, out var value) ? value.GetInt64() : 0;

    private string? TextOf(string key) => _values.TryGetValue(key, out var value) ? value.GetString() : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
