using Parley.Accounts.Operator;

namespace Parley.Server.Admin.Orders;

/// <summary>Explains a login token.</summary>
internal sealed record ExplainToken(string Token) : Order<TokenFacts>
{
    public override ValueTask<TokenFacts> RunAsync(IServiceProvider rules, CancellationToken cancellationToken) =>
        rules.GetRequiredService<TokenExplanation>().ExplainAsync(Token, cancellationToken);
}
