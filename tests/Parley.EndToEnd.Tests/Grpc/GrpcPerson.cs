using System.Text;
using System.Text.Json;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Net.Client;

namespace Parley.EndToEnd.Tests.Grpc;

/// <summary>Somebody with a plain client generated from the contract.</summary>
internal sealed class GrpcPerson : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly GrpcChannel _channel;
    private readonly AsyncDuplexStreamingCall<Pbx.ClientMsg, Pbx.ServerMsg> _stream;
    private readonly List<Pbx.ServerMsg> _read = [];

    public GrpcPerson(string url)
    {
        _channel = GrpcChannel.ForAddress(url);
        _stream = new Pbx.Node.NodeClient(_channel).MessageLoop(cancellationToken: Cancelled);
    }

    /// <summary>"usr…", once known.</summary>
    public string Id { get; private set; } = "";

    /// <summary>What logs this person in next time, as the server has written it.</summary>
    public string Token { get; private set; } = "";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async Task HelloAsync() =>
        Assert.Equal(201, (await AskAsync(new Pbx.ClientMsg { Hi = new Pbx.ClientHi { Id = "hi", Ver = "0.25", UserAgent = "test" } })).Code);

    /// <summary>Makes an account and logs in by it.</summary>
    public async Task JoinAsync(string login, string name)
    {
        var acc = new Pbx.ClientAcc
        {
            Id = "acc", UserId = "new", Scheme = "basic", Secret = ByteString.CopyFromUtf8($"{login}:password-of-{login}"), Login = true,
            Desc = new Pbx.SetDesc { Public = ByteString.CopyFromUtf8($$"""{"fn":"{{name}}"}""") },
        };
        Remember(await AskAsync(new Pbx.ClientMsg { Acc = acc }));
    }

    /// <summary>Logs in by a token.</summary>
    public async Task LogInAsync(string token)
    {
        var login = new Pbx.ClientLogin { Id = "login", Scheme = "token", Secret = ByteString.CopyFrom(Convert.FromBase64String(token)) };
        Remember(await AskAsync(new Pbx.ClientMsg { Login = login }));
    }

    /// <summary>Attaches to a topic.</summary>
    public async Task<string> AttachAsync(string topic)
    {
        var reply = await AskAsync(new Pbx.ClientMsg { Sub = new Pbx.ClientSub { Id = "sub", Topic = topic } });
        Assert.Equal(200, reply.Code);
        return reply.Topic;
    }

    /// <summary>Publishes a text and returns its number.</summary>
    public async Task<int> SayAsync(string topic, string text)
    {
        var pub = new Pbx.ClientPub { Id = "pub-" + text, Topic = topic, Content = ByteString.CopyFromUtf8(JsonSerializer.Serialize(text)) };
        var reply = await AskAsync(new Pbx.ClientMsg { Pub = pub });
        Assert.Equal(202, reply.Code);
        return int.Parse(reply.Params["seq"].ToStringUtf8(), System.Globalization.CultureInfo.InvariantCulture);
    }

    public Task SendAsync(Pbx.ClientMsg message) => _stream.RequestStream.WriteAsync(message, Cancelled);

    /// <summary>Sends a request and returns the answer that has its id.</summary>
    public async Task<Pbx.ServerCtrl> AskAsync(Pbx.ClientMsg message)
    {
        var id = message.MessageCase switch
        {
            Pbx.ClientMsg.MessageOneofCase.Hi => message.Hi.Id,
            Pbx.ClientMsg.MessageOneofCase.Acc => message.Acc.Id,
            Pbx.ClientMsg.MessageOneofCase.Login => message.Login.Id,
            Pbx.ClientMsg.MessageOneofCase.Sub => message.Sub.Id,
            Pbx.ClientMsg.MessageOneofCase.Pub => message.Pub.Id,
            Pbx.ClientMsg.MessageOneofCase.Get => message.Get.Id,
            _ => throw new ArgumentException("Add the packet to the list above.", nameof(message)),
        };
        await SendAsync(message);
        return (await UntilAsync(answer => answer.Ctrl?.Id == id)).Ctrl;
    }

    /// <summary>The next message that fits, of those not taken yet.</summary>
    public async Task<Pbx.ServerMsg> UntilAsync(Func<Pbx.ServerMsg, bool> fits)
    {
        while (true)
        {
            if (_read.Find(message => fits(message)) is { } found)
            {
                _read.Remove(found);
                return found;
            }

            Assert.True(await _stream.ResponseStream.MoveNext(Cancelled).WaitAsync(Limit, Cancelled), "The server has ended the stream.");
            _read.Add(_stream.ResponseStream.Current);
        }
    }

    /// <summary>The text of a message, waiting for it.</summary>
    public async Task<string?> HearAsync(string topic, int seq)
    {
        var data = (await UntilAsync(message => message.Data?.Topic == topic && message.Data.SeqId == seq)).Data;
        return JsonSerializer.Deserialize<string>(Encoding.UTF8.GetString(data.Content.Span));
    }

    /// <summary>Says no more, and waits for the end.</summary>
    public async Task LeaveAsync()
    {
        await _stream.RequestStream.CompleteAsync();
        while (await _stream.ResponseStream.MoveNext(Cancelled).WaitAsync(Limit, Cancelled))
        {
        }

        Assert.Equal(StatusCode.OK, _stream.GetStatus().StatusCode);
    }

    public void Dispose()
    {
        _stream.Dispose();
        _channel.Dispose();
    }

    private void Remember(Pbx.ServerCtrl reply)
    {
        Assert.Equal((200, "ok"), (reply.Code, reply.Text));
        Id = JsonSerializer.Deserialize<string>(reply.Params["user"].Span)!;
        Token = JsonSerializer.Deserialize<string>(reply.Params["token"].Span)!;
    }
}
