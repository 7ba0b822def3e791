using System.Collections.Concurrent;
using Parley.Load.Accounts;
using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load;

/// <summary>What a scenario works with. Disposing it closes all sessions it was given.</summary>
internal sealed class RunContext(
    LoadOptions options, ServerLink link, ServerFacts facts, ProcessMeter meter, ErrorTally errors, RunReport report)
    : IDisposable
{
    private readonly ConcurrentBag<LoadSession> _owned = [];
    private List<Account> _accounts = [];

    public LoadOptions Options => options;

    public ServerLink Link => link;

    public ServerFacts Facts => facts;

    public ProcessMeter Meter => meter;

    public ErrorTally Errors => errors;

    public RunReport Report => report;

    /// <summary>The account of the session with this number.</summary>
    public Account AccountOf(int session) => _accounts[session / options.SessionsPerAccount];

    /// <summary>Closes the session when the run ends.</summary>
    public void Own(LoadSession session) => _owned.Add(session);

    /// <summary>Makes sure there are accounts for so many sessions: those of the file, and new ones, which the file then keeps.</summary>
    public async Task PrepareAccountsAsync(int sessions, CancellationToken token)
    {
        FileLimit.Check(sessions);
        var needed = (sessions + options.SessionsPerAccount - 1) / options.SessionsPerAccount;
        _accounts = AccountFile.Read(options.AccountsFile);
        if (_accounts.Count >= needed) return;

        var made = new ConcurrentQueue<Account>();
        try
        {
            await AccountMaker.MakeAsync(link, options, needed - _accounts.Count, made, token);
        }
        finally
        {
            _accounts.AddRange(made);
            AccountFile.Write(options.AccountsFile, _accounts);
        }
    }

    public void Dispose()
    {
        foreach (var session in _owned) session.Dispose();
    }
}
