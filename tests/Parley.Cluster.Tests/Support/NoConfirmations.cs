using Microsoft.Extensions.Logging.Abstractions;
using Parley.Accounts.Authenticators;
using Parley.Accounts.Credentials;
using Parley.Accounts.Options;

namespace Parley.Cluster.Tests.Support;

/// <summary>Nobody is sent a code.</summary>
internal static class NoConfirmations
{
    public static readonly ConfirmationRequests Instance = new(
        new TokenAuthenticator(new AccountOptions()), new NoCredentialSender(NullLogger<NoCredentialSender>.Instance));
}
