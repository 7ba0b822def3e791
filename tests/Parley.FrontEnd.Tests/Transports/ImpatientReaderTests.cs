using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Parley.FrontEnd.Transports.Grpc;

namespace Parley.FrontEnd.Tests.Transports;

public sealed class ImpatientReaderTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeMessages _messages = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ImpatientReader<string> Reader => new(_messages, TimeSpan.FromSeconds(30), _time);

    [Fact]
    public async Task Who_is_silent_for_long_is_given_up()
    {
        var next = Reader.MoveNext(Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(next.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => next)).StatusCode);
    }

    [Fact]
    public async Task Who_says_something_in_time_is_heard()
    {
        var next = Reader.MoveNext(Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        _messages.Next.SetResult(true);
        Assert.True(await next);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_not_taken_for_silence()
    {
        using var cancelled = new CancellationTokenSource();
        var next = Reader.MoveNext(cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
    }

    private sealed class FakeMessages : IAsyncStreamReader<string>
    {
        public TaskCompletionSource<bool> Next { get; } = new();

        public string Current => "";

        public Task<bool> MoveNext(CancellationToken cancellationToken) => Next.Task.WaitAsync(cancellationToken);
    }
}
