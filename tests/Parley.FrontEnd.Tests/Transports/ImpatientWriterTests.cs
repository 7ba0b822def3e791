using Grpc.Core;
using Microsoft.Extensions.Time.Testing;
using Parley.FrontEnd.Transports.Grpc;

namespace Parley.FrontEnd.Tests.Transports;

public sealed class ImpatientWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly FakeMessages _messages = new();
    private int _aborted;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ImpatientWriter<string> Writer => new(_messages, TimeSpan.FromSeconds(30), _time, () => _aborted++);

    [Fact]
    public async Task Who_reads_nothing_for_long_is_cut_off()
    {
        var write = Writer.WriteAsync("x", Token);
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(write.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(StatusCode.DeadlineExceeded, (await Assert.ThrowsAsync<RpcException>(() => write)).StatusCode);
        Assert.Equal(1, _aborted);
    }

    [Fact]
    public async Task Each_message_has_its_time()
    {
        for (var i = 0; i < 3; i++)
        {
            var write = Writer.WriteAsync("x", Token);
            _time.Advance(TimeSpan.FromSeconds(29));
            _messages.Take();
            await write;
        }
        Assert.Equal(0, _aborted);
    }

    [Fact]
    public async Task A_call_that_is_cancelled_is_not_taken_for_silence()
    {
        using var cancelled = new CancellationTokenSource();
        var write = Writer.WriteAsync("x", cancelled.Token);
        await cancelled.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => write);
        Assert.Equal(0, _aborted);
    }

    private sealed class FakeMessages : IServerStreamWriter<string>
    {
        private TaskCompletionSource _taken = new();

        public WriteOptions? WriteOptions { get; set; }

        public Task WriteAsync(string message) => WriteAsync(message, CancellationToken.None);

        public Task WriteAsync(string message, CancellationToken cancellationToken)
        {
            _taken = new TaskCompletionSource();
            return _taken.Task.WaitAsync(cancellationToken);
        }

        public void Take() => _taken.SetResult();
    }
}
