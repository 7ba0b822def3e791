using System.Security.Cryptography;
using System.Text.Json;
using Parley.Protocol.Names;
using Parley.Server.Settings;

namespace Parley.Server.Data;

/// <summary>Random keys that are made once for a data folder, in base64.</summary>
public sealed record SecretsFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public required string ApiKeySalt { get; init; }
    public required string TokenKey { get; init; }
    public required string UidKey { get; init; }

    /// <summary>Reads the file of a data folder, and makes it if there is none.</summary>
    /// <exception cref="CommandFailedException">It cannot be read or written.</exception>
    public static SecretsFile LoadOrCreate(DataFolder folder)
    {
        try
        {
            return File.Exists(folder.SecretsFile) ? Load(folder.SecretsFile) : Create(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(
                $"{folder.SecretsFile} cannot be used ({error.Message.TrimEnd('.')}); give this user access to it.", error);
        }
    }

    private static SecretsFile Load(string path)
    {
        try
        {
            var secrets = JsonSerializer.Deserialize<SecretsFile>(File.ReadAllBytes(path), Json);
            if (secrets is not null && AreUsable(secrets))
                return secrets;
        }
        catch (JsonException)
        {
            // The sentence below is all there is to say.
        }

        throw new CommandFailedException(
            $"{path} is damaged; bring it back from a backup, or set secrets.apiKeySalt, secrets.tokenKey and secrets.uidKey in parley.json.");
    }

    private static bool AreUsable(SecretsFile secrets)
    {
        var check = new SecretSettings { ApiKeySalt = secrets.ApiKeySalt, TokenKey = secrets.TokenKey, UidKey = secrets.UidKey };
        return !check.Problems().Any();
    }

    private static SecretsFile Create(DataFolder folder)
    {
        // Ids of a database are made with its uid key: a new one would make them unreadable.
        if (File.Exists(folder.Database))
            throw new CommandFailedException(
                $"{folder.SecretsFile} is missing, but there is a database that was made with it; bring it back from a backup.");
        var secrets = new SecretsFile
        {
            ApiKeySalt = RandomKey(32),
            TokenKey = RandomKey(SecretSettings.TokenKeyLengthMin),
            UidKey = RandomKey(UidCipher.KeyLength),
        };

        // Under another name first: a file that exists is whole.
        var partial = folder.SecretsFile + ".new";
        File.Delete(partial);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        using (var file = new FileStream(partial, options))
        {
            JsonSerializer.Serialize(file, secrets, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(partial, folder.SecretsFile);
        return secrets;
    }

    private static string RandomKey(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));
}
