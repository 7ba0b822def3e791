using System.CommandLine;
using System.Security.Cryptography;
using Parley.Accounts;
using Parley.Server.Commands.Help;
using Parley.Server.Commands.Output;
using Parley.Server.Data;

namespace Parley.Server.Commands.Keys;

/// <summary><c>parley keygen</c>: makes and checks the API keys that client applications carry. Has the flags of the reference's.</summary>
internal sealed class KeygenCommand
{
    private const int SaltBytes = 32;
    private const string RandomSalt = "random";

    private readonly FolderOptions _folder;
    private readonly AnswerOption _answer;

    private readonly Option<string?> _salt = new("--salt")
    {
        Description = "Salt in base64, or \"random\" for a new one; that of the data folder if left out.",
        HelpName = "BASE64",
    };

    private readonly Option<int> _sequence = NumberOption.Create("--sequence", "Number of the key.", "NUMBER", 1, 0, ushort.MaxValue);

    // The reference wants a number, and so may scripts.
    private readonly Option<string?> _root = new("--isroot", "--root")
    {
        Description = "Mark the key as one of root: alone, or with 1; the server never asks.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string?> _validate = new("--validate") { Description = "Check this key instead of making one.", HelpName = "KEY" };

    private KeygenCommand(Command command)
    {
        _root.AcceptOnlyFromAmong("0", "1", "true", "false");
        command.Add(_salt);
        command.Add(_sequence);
        command.Add(_root);
        command.Add(_validate);
        _answer = new AnswerOption(command);
        _folder = new FolderOptions(command);
        command.SetAction(Run);
    }

    public static Command Create()
    {
        var command = new ExplainedCommand(
            "keygen",
            "Make or check an API key for client applications. The exit code is 1 for a key that is not good.",
            "parley keygen",
            "parley keygen --sequence 2",
            "parley keygen --validate AQAAAAABAAAoeOI7tA3HsYvdzDhYhZJy",
            "parley keygen --salt random");
        _ = new KeygenCommand(command);
        return command;
    }

    private int Run(ParseResult result)
    {
        var salt = Salt(result);
        var answer = _answer.Of(result);
        if (result.GetValue(_validate) is { } key)
        {
            var facts = ApiKey.Read(key, salt);
            answer.Write(new KeyFacts(facts is not null, key, facts?.Sequence, facts?.IsRoot, Salt: null), KeyView.ShowChecked);
            return facts is null ? ExitCode.Failed : ExitCode.Done;
        }

        var (sequence, isRoot) = (result.GetValue(_sequence), IsRoot(result));
        var shownSalt = result.GetValue(_salt) is null ? null : Convert.ToBase64String(salt);
        answer.Write(new KeyFacts(IsValid: true, ApiKey.Make(salt, (ushort)sequence, isRoot), sequence, isRoot, shownSalt), KeyView.ShowMade);
        return ExitCode.Done;
    }

    private bool IsRoot(ParseResult result) =>
        result.GetResult(_root) is { Implicit: false } && result.GetValue(_root) is null or "1" or "true";

    private byte[] Salt(ParseResult result)
    {
        var given = result.GetValue(_salt);
        if (given == RandomSalt)
            return RandomNumberGenerator.GetBytes(SaltBytes);
        if (given is null)
        {
            var settings = _folder.Read(result);
            return settings.Secrets.ApiKeySalt is { } set
                ? Convert.FromBase64String(set)
                : ServerSecrets.Of(settings.Secrets, DataFolder.OpenExisting(settings.Data)).ApiKeySalt;
        }

        // Both alphabets, as keys are written in one and salts in the other.
        var bytes = new byte[given.Length];
        return Convert.TryFromBase64String(given.Replace('-', '+').Replace('_', '/'), bytes, out var written)
            ? bytes[..written]
            : throw new CommandFailedException("--salt: not base64; leave it out to use the salt of the data folder, or write --salt random.");
    }
}
