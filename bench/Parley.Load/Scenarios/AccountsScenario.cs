using System.Collections.Concurrent;
using Parley.Load.Accounts;
using Parley.Load.Measuring;

namespace Parley.Load.Scenarios;

/// <summary>Makes accounts: seeds a file for other runs and shows what a password hash costs.</summary>
internal sealed class AccountsScenario : IScenario
{
    private const int AccountsDefault = 100;

    public string Name => "accounts";

    public string Summary => "make accounts and add them to --accounts-file";

    public int ReceiveBytes => 1024;

    public async Task RunAsync(RunContext context, CancellationToken token)
    {
        var options = context.Options;
        var count = options.Sessions ?? AccountsDefault;
        context.Report.Setting = $"{count} accounts, {options.AccountParallel} at once";
        var accounts = AccountFile.Read(options.AccountsFile);
        var made = new ConcurrentQueue<Account>();
        var start = context.Meter.Read();
        try
        {
            await AccountMaker.MakeAsync(context.Link, options, count, made, token);
        }
        finally
        {
            var span = CpuSpan.Between(start, context.Meter.Read());
            accounts.AddRange(made);
            AccountFile.Write(options.AccountsFile, accounts);
            context.Report.AddRate("accounts", "accounts", made.Count, span, context.Meter);
            context.Report.AddLoad(span, context.Meter);
        }
    }
}
