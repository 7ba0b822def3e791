using System.CommandLine;
using System.Security.Cryptography;
using Parley.Accounts;
using Parley.Server.Data;

namespace Parley.Server.Commands;

/// <summary><c>parley keygen</c>: makes and checks the API keys that client applications carry.</summary>
internal sealed class KeygenCommand
{
    private const int SaltBytes = 32;

    private readonly FolderOptions _folder;
    private readonly Option<string?> _salt = new("--salt") { Description = "Salt in base64, or \"random\"; that of the data folder if left out." };
    private readonly Option<ushort> _sequence = new("--sequence") { Description = "Number of the key.", DefaultValueFactory = _ => 1 };
    private readonly Option<bool> _root = new("--root") { Description = "Mark the key as one of root." };
    private readonly Option<string?> _validate = new("--validate") { Description = "Check this key instead of making one.", HelpName = "KEY" };

    private KeygenCommand(Command command)
    {
        command.Add(_salt);
        command.Add(_sequence);
        command.Add(_root);
        command.Add(_validate);
        _folder = new FolderOptions(command);
        command.SetAction(Run);
    }

    public static Command Create()
    {
        var command = new Command("keygen", "Make or check an API key for client applications.");
        _ = new KeygenCommand(command);
        return command;
    }

    private int Run(ParseResult result)
    {
        var salt = Salt(result);
        if (result.GetValue(_validate) is { } key)
        {
            var isValid = ApiKey.IsValid(key, salt);
            Terminal.Line(isValid ? "The key is valid." : "The key was made with another salt, or is none.");
            return isValid ? ExitCode.Done : ExitCode.Failed;
        }

        Terminal.Line(ApiKey.Make(salt, result.GetValue(_sequence), result.GetValue(_root)));
        if (result.GetValue(_salt) is not null)
            Terminal.Line($"Salt: {Convert.ToBase64String(salt)}");
        return ExitCode.Done;
    }

    private byte[] Salt(ParseResult result)
    {
        var given = result.GetValue(_salt);
        if (given == "random")
            return RandomNumberGenerator.GetBytes(SaltBytes);
        if (given is null)
        {
            var settings = _folder.Read(result);
            return settings.Secrets.ApiKeySalt is { } set
                ? Convert.FromBase64String(set)
                : ServerSecrets.Resolve(settings.Secrets, SecretsFile.LoadOrCreate(DataFolder.OpenExisting(settings.Data))).ApiKeySalt;
        }

        // Both alphabets, as keys are written in one and salts in the other.
        var bytes = new byte[given.Length];
        return Convert.TryFromBase64String(given.Replace('-', '+').Replace('_', '/'), bytes, out var written)
            ? bytes[..written]
            : throw new CommandFailedException("--salt: not base64; leave it out to use the salt of the data folder, or write --salt random.");
    }
}
