using System.Globalization;
using System.Text.Json;

namespace Parley.Server.Settings.Tinode;

/// <summary>Reads a configuration in the reference server's format: JSON with comments and trailing commas, keys in any case.</summary>
public sealed class TinodeConfigReader
{
    private readonly string _file;
    private readonly Dictionary<string, string?> _settings = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _notSupported = [];
    private readonly List<string> _unknown = [];
    private readonly TinodeMediaSection _media = new();
    private string? _iceServersFile;

    private TinodeConfigReader(string file) => _file = file;

    /// <exception cref="CommandFailedException">The file cannot be read, or a value has the wrong type.</exception>
    public static MappedTinodeConfig ReadFile(string path)
    {
        try
        {
            return Read(File.ReadAllBytes(path), path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CommandFailedException($"{path}: there is no such file; --tinode-config names a configuration of the reference server.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException($"{path}: cannot be read: {error.Message}", error);
        }
    }

    /// <param name="file">The name of the file, for messages and for finding files that it names.</param>
    public static MappedTinodeConfig Read(ReadOnlyMemory<byte> json, string file)
    {
        using var document = Parse(json, file);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
            throw new CommandFailedException($"{file}: must be a JSON object.");
        var reader = new TinodeConfigReader(file);
        reader.Visit(document.RootElement, "");
        return reader.Finish();
    }

    private static JsonDocument Parse(ReadOnlyMemory<byte> json, string file)
    {
        try
        {
            return JsonDocument.Parse(json, new JsonDocumentOptions { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
        }
        catch (JsonException error)
        {
            var (line, column) = (error.LineNumber + 1, error.BytePositionInLine + 1);
            throw new CommandFailedException(string.Create(CultureInfo.InvariantCulture, $"{file}: not JSON at line {line}, column {column}."), error);
        }
    }

    private MappedTinodeConfig Finish()
    {
        _notSupported.AddRange(_media.Map(_settings));
        // The file counts only if no servers are named here.
        if (_iceServersFile is not null && !_settings.Keys.Any(key => key.StartsWith("Calls:IceServers:", StringComparison.OrdinalIgnoreCase)))
            PutIceServersOf(_iceServersFile);
        foreach (var (key, value) in _settings)
        {
            if (SettingNames.Find(key) is { } setting && SettingNames.Refuse(setting, value) is { } expected)
                throw new CommandFailedException($"{_file}: what becomes {setting.Name} must be {expected}, but is {value}.");
        }
        var notes = new List<SettingsNote>();
        if (_notSupported.Count > 0)
            notes.Add(new SettingsNote($"{_file}: not supported yet and without effect: {string.Join(", ", _notSupported)}.", IsWarning: false));
        if (_unknown.Count > 0)
            notes.Add(new SettingsNote($"{_file}: unknown keys, ignored: {string.Join(", ", _unknown)}.", IsWarning: true));
        return new MappedTinodeConfig(_settings, notes);
    }

    private void Visit(JsonElement group, string prefix)
    {
        foreach (var property in group.EnumerateObject())
        {
            var path = prefix + property.Name.ToLowerInvariant();
            if (TinodeKeys.All.TryGetValue(path, out var key))
                Take(key, property.Value);
            else if (TinodeKeys.IsGroup(path) && property.Value.ValueKind is JsonValueKind.Object)
                Visit(property.Value, path + ".");
            else if (!(TinodeKeys.IsGroup(path) && property.Value.ValueKind is JsonValueKind.Null) && !_unknown.Contains(path))
                _unknown.Add(path);
        }
    }

    private void Take(TinodeKey key, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            return;
        CheckType(key, value);
        switch (key.Use)
        {
            case TinodeKeyUse.Maps when key.Value == TinodeValue.List:
                PutList(key.Setting!, value);
                break;
            case TinodeKeyUse.Maps when key.Value != TinodeValue.Number:
                Put(key.Setting!, value);
                break;
            case TinodeKeyUse.Maps when value.GetInt64() >= key.Least:
                Put(key.Setting!, value);
                break;
            case TinodeKeyUse.Special:
                TakeSpecial(key.Path, value);
                break;
            case TinodeKeyUse.NotSupported when AsksForSomething(value):
                _notSupported.Add(key.Path);
                break;
        }
    }

    private void TakeSpecial(string path, JsonElement value)
    {
        switch (path)
        {
            // Compat: the reference takes any port if there is none; nobody could find that.
            case "listen" when value.GetString() is { Length: > 0 } address:
                _settings["Listen"] = address;
                break;
            case "grpc_listen":
                _settings["Grpc:Listen"] = value.GetString() is { Length: > 0 } grpc ? grpc : "-";
                break;
            // Both lie at the root here.
            case "api_path" or "static_mount" when value.GetString()!.Trim('/').Length > 0:
                _notSupported.Add(path);
                break;
            // Compat: a value that browsers do not know counts as the default.
            case "x_frame_options":
                _settings["Http:FrameOptions"] = value.GetString() is "DENY" or "-" ? value.GetString() : "SAMEORIGIN";
                break;
            case "expvar" when value.GetString() is { Length: > 0 } and not "-":
                _settings["Management:VarsPath"] = "/" + value.GetString()!.TrimStart('/');
                break;
            case "server_status" when value.GetString() is { Length: > 0 } and not "-":
                _settings["Management:StatusPath"] = "/" + value.GetString()!.TrimStart('/');
                break;
            // A text there; empty stands for the default.
            case "acc_validation.email.config.smtp_port" when value.GetString() is { Length: > 0 } port:
                _settings["Mail:Port"] = int.TryParse(port, NumberStyles.None, CultureInfo.InvariantCulture, out _)
                    ? port
                    : throw new CommandFailedException($"{_file}: {path} must be the number of a port, but is \"{port}\".");
                break;
            case { } when TinodeMediaSection.Has(path):
                _media.Take(path, value);
                break;
            case "webrtc.ice_servers":
                PutIceServers(value);
                break;
            case "webrtc.ice_servers_file" when value.GetString() is { Length: > 0 } file:
                _iceServersFile = Path.Combine(Path.GetDirectoryName(Path.GetFullPath(_file))!, file);
                break;
        }
    }

    private void PutIceServersOf(string file)
    {
        if (!File.Exists(file))
            throw new CommandFailedException($"{_file}: webrtc.ice_servers_file names {file}, which does not exist.");
        using var document = Parse(File.ReadAllBytes(file), file);
        if (document.RootElement.ValueKind != JsonValueKind.Array)
            throw new CommandFailedException($"{file}: must be a list of servers, as webrtc.ice_servers is.");
        PutIceServers(document.RootElement);
    }

    private void PutIceServers(JsonElement servers)
    {
        var index = 0;
        foreach (var server in servers.EnumerateArray().Where(server => server.ValueKind == JsonValueKind.Object))
        {
            var prefix = string.Create(CultureInfo.InvariantCulture, $"Calls:IceServers:{index++}:");
            foreach (var property in server.EnumerateObject())
            {
                // "credential_type" is CredentialType: names of settings have no underscores and no case.
                var name = prefix + property.Name.Replace("_", "", StringComparison.Ordinal);
                if (property.Value.ValueKind == JsonValueKind.Array)
                    PutList(name, property.Value);
                else
                    Put(name, property.Value);
            }
        }
    }

    private void PutList(string setting, JsonElement list)
    {
        var index = 0;
        foreach (var item in list.EnumerateArray())
            Put(string.Create(CultureInfo.InvariantCulture, $"{setting}:{index++}"), item);
    }

    private void Put(string setting, JsonElement value) => _settings[setting] = value.ToString();

    private void CheckType(TinodeKey key, JsonElement value)
    {
        var (isRight, expected) = key.Value switch
        {
            TinodeValue.Text => (value.ValueKind == JsonValueKind.String, "a text"),
            TinodeValue.Number => (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _), "a whole number"),
            TinodeValue.Flag => (value.ValueKind is JsonValueKind.True or JsonValueKind.False, "true or false"),
            TinodeValue.List => (value.ValueKind == JsonValueKind.Array, "a list"),
            _ => (true, ""),
        };
        if (isRight)
            return;
        // What stands in the place of a secret may be one.
        var isSecret = key.Setting is not null && SettingNames.Find(key.Setting)?.IsSecret == true;
        throw new CommandFailedException($"{_file}: {key.Path} must be {expected}{(isSecret ? "" : $", but is {value.GetRawText()}")}.");
    }

    // An empty or switched-off section needs no words.
    private static bool AsksForSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => !IsOff(value) && value.EnumerateObject().Any(property => AsksForSomething(property.Value)),
        JsonValueKind.Array => value.EnumerateArray().Any(AsksForSomething),
        JsonValueKind.String => value.GetString() is not ("" or "-"),
        JsonValueKind.False or JsonValueKind.Null => false,
        _ => true,
    };

    private static bool IsOff(JsonElement section) =>
        section.EnumerateObject().Any(property =>
            property.NameEquals("enabled") && property.Value.ValueKind == JsonValueKind.False);
}
