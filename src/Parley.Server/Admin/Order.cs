using System.Text.Json;

namespace Parley.Server.Admin;

/// <summary>
/// Something that the operator wants done. It is done by rules, in this process or, sent as JSON under the name of its type, in that of
/// the running server. The list of all is <see cref="OrderTable"/>.
/// </summary>
internal abstract record Order
{
    /// <summary>Does it, and writes what comes of it as JSON.</summary>
    /// <param name="rules">Where the rules are found.</param>
    public abstract Task AnswerAsync(IServiceProvider rules, Stream output, CancellationToken cancellationToken);
}

/// <summary>An order that is answered at once.</summary>
internal abstract record Order<TResult> : Order
{
    public abstract ValueTask<TResult> RunAsync(IServiceProvider rules, CancellationToken cancellationToken);

    public sealed override async Task AnswerAsync(IServiceProvider rules, Stream output, CancellationToken cancellationToken) =>
        await JsonSerializer.SerializeAsync(output, await RunAsync(rules, cancellationToken), OperatorJson.Options, cancellationToken);
}

/// <summary>An order for a list, which is answered piece by piece and never in memory as a whole.</summary>
internal abstract record ListOrder<TItem> : Order
{
    public abstract IAsyncEnumerable<TItem> RunAsync(IServiceProvider rules, CancellationToken cancellationToken);

    public sealed override Task AnswerAsync(IServiceProvider rules, Stream output, CancellationToken cancellationToken) =>
        JsonSerializer.SerializeAsync(output, RunAsync(rules, cancellationToken), OperatorJson.Options, cancellationToken);
}
