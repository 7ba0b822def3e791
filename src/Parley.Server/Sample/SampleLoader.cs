using System.Text;
using Parley.Accounts.Authenticators;
using Parley.Protocol.Names;
using Parley.Server.Settings;
using Parley.Storage.Ports;

namespace Parley.Server.Sample;

/// <summary>Adds the sample data as the settings want it.</summary>
internal sealed class SampleLoader(IParleyStore store, IdSource ids, ParleySettings settings, PasswordHasher hasher)
{
    /// <summary>How the new people log in; null if there are users already, and nothing was added.</summary>
    /// <exception cref="CommandFailedException">The database has refused it.</exception>
    public async ValueTask<IReadOnlyList<SampleLogin>?> AddAsync(CancellationToken cancellationToken)
    {
        var people = await SampleData.AddAsync(
            store,
            ids,
            settings.Topics.P2PDeleteEnabled,
            settings.Accounts.LoginInTags,
            async password => Encoding.UTF8.GetBytes(await hasher.HashAsync(password, cancellationToken) ?? ""),
            cancellationToken);
        return people?.Select(entry => new SampleLogin(entry.Person.Login, entry.Password, entry.Person.Name)).ToList();
    }
}
