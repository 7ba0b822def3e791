using System.Net;
using Parley.Load.Accounts;
using Parley.Load.Measuring;
using Parley.Load.Wire;

namespace Parley.Load.Sessions;

/// <summary>Opens sessions with the server under test.</summary>
internal sealed class ServerLink(LoadOptions options, ErrorTally errors, int receiveBytes)
{
    private readonly string _path = "/v0/channels?apikey=" + Uri.EscapeDataString(options.ApiKey);
    private int _opened;

    /// <summary>Connects, upgrades and greets.</summary>
    public async Task<(LoadSession Session, CtrlReply Greeting)> OpenAsync(CancellationToken token)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(token);
        limit.CancelAfter(options.Timeout);
        var session = new LoadSession(errors, options.Timeout);
        try
        {
            IWire connection = options.Wire == WireKind.Grpc
                ? GrpcWire.Open(options.Server, NextSource(), session)
                : await WireConnection.OpenAsync(options.Server, NextSource(), _path, receiveBytes, session, limit.Token);
            session.Use(connection);
            var greeting = await session.DemandAsync("hi", "\"ver\":\"0.25\",\"ua\":\"parley-load/0.1\"", token);
            return (session, greeting);
        }
        catch (OperationCanceledException) when (!token.IsCancellationRequested)
        {
            session.Dispose();
            throw new TimeoutException($"no connection within {options.Timeout.TotalSeconds:0} s");
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Connects and logs in by token, with the password when the token has expired.</summary>
    public async Task<LoadSession> LogInAsync(Account account, CancellationToken token)
    {
        var (session, _) = await OpenAsync(token);
        try
        {
            var reply = await session.RequestAsync("login", $"\"scheme\":\"token\",\"secret\":\"{account.Token}\"", token);
            if (reply.Code == 401)
            {
                reply = await session.RequestAsync("login", $"\"scheme\":\"basic\",\"secret\":\"{account.BasicSecret}\"", token);
                if (reply.Code == 401)
                    throw new LoadException("the accounts in the file are unknown to this server; use another --accounts-file");
                errors.Note("token refused, logged in by password");
            }

            if (reply.Code != 200) throw new LoadException($"{{login}} was answered {reply}");
            account.Token = reply.TextParameter("token") ?? account.Token;
            session.UserId = account.UserId;
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Reads what the server says of itself in its greeting.</summary>
    public async Task<ServerFacts> ReadFactsAsync(CancellationToken token)
    {
        var (session, greeting) = await OpenAsync(token);
        session.Dispose();
        return new ServerFacts(
            greeting.TextParameter("ver") ?? "?",
            greeting.TextParameter("build") ?? "?",
            greeting.NumberParameter("maxSubscriberCount"));
    }

    private IPAddress? NextSource()
    {
        if (options.Sources <= 1) return null;
        var number = Interlocked.Increment(ref _opened) % options.Sources;
        return new IPAddress([127, 0, (byte)(number / 250), (byte)(1 + (number % 250))]);
    }
}
