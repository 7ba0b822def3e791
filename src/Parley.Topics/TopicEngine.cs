using Microsoft.Extensions.Logging;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Replies;
using Parley.Protocol.Routing;
using Parley.Storage;
using Parley.Storage.Records;
using Parley.Topics.Calls;
using Parley.Topics.Creds;
using Parley.Topics.Effects;
using Parley.Topics.Handlers;
using Parley.Topics.Leave;
using Parley.Topics.Presence;
using Parley.Topics.Reload;
using Parley.Topics.Remove;
using Parley.Topics.Subscribe;
using Parley.Topics.Unread;

namespace Parley.Topics;

/// <summary>
/// Runs one topic: load → decide → apply → commit → emit. Takes inputs strictly one after the other; commits run behind, and
/// effects leave only when what they tell is on disk.
/// </summary>
public sealed partial class TopicEngine
{
    private readonly TopicServices _services;
    private readonly CommitPipeline _commits;
    private readonly ILogger _logger;
    private TopicState? _state;
    private DateTime _at;
    private bool _isIdleArmed;
    private bool _mustReload;
    private readonly Queue<TopicRequest> _retries = new();
    private readonly Queue<TopicInput> _postponed = new();

    public TopicEngine(TopicName name, TopicServices services, IEffectSink sink)
    {
        (Name, _services) = (name, services);
        _logger = services.Loggers.CreateLogger<TopicEngine>();
        _commits = new CommitPipeline(name, services.Commit, sink, services.Instruments, _logger);
    }

    public TopicName Name { get; }

    /// <summary>What the topic remembers; null until something has loaded it.</summary>
    public TopicView? View => _state;

    /// <summary>
    /// Decides one input and applies it; what has to be stored may still be on its way when this completes. Must not be called again
    /// before it has completed. Does not throw for what a client sent or the database did.
    /// </summary>
    public async ValueTask HandleAsync(TopicInput input, CancellationToken cancellationToken)
    {
        _at = input.At;
        try
        {
            if (_commits.HasFailed || _mustReload)
                await ReloadAsync(cancellationToken);
            _state ??= await LoadAsync(input.At, cancellationToken);
            if (_commits.IsIdle)
                _state.ForgetUndo();
            await RetryAsync(cancellationToken);
            await CatchUpAsync(cancellationToken);
            await RunAsync(input, cancellationToken);
            WatchIdleness(_state);
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            if (e is StoreUnavailableException)
                Log.StoreUnavailable(_logger, e.Message, Name);
            else
                Log.Unexpected(_logger, e, Name, input.GetType().Name);
            // What was applied half-way is not trusted.
            _mustReload = true;
            while (_retries.TryDequeue(out var retry))
                GiveUp(new TopicInput.Request(retry));
            GiveUp(input);
        }
    }

    /// <summary>Completes when everything decided so far is on disk, or has failed, and was told.</summary>
    public ValueTask DrainAsync() => _commits.DrainAsync();

    // Takes what could not be taken while the database could not be read. What fails by itself would fail for ever.
    private async ValueTask CatchUpAsync(CancellationToken cancellationToken)
    {
        while (_postponed.TryPeek(out var missed))
        {
            try
            {
                await RunAsync(missed, cancellationToken);
            }
            catch (Exception e) when (e is not StoreUnavailableException)
            {
                _postponed.Dequeue();
                throw;
            }
            _postponed.Dequeue();
        }
    }

    // Decides once more what was decided on rows that had moved on.
    private async ValueTask RetryAsync(CancellationToken cancellationToken)
    {
        foreach (var retry in _commits.TakeRetries())
            _retries.Enqueue(retry);
        while (_retries.TryDequeue(out var retry))
        {
            try
            {
                await RunAsync(retry, isRetry: true, cancellationToken);
            }
            catch
            {
                GiveUp(new TopicInput.Request(retry));
                throw;
            }
        }
    }

    // A request is refused; that a session is lost, or comes back, must be known all the same once the database can be read again.
    private void GiveUp(TopicInput input)
    {
        if (input is not TopicInput.Request { Asked: { Resumes: null } asked })
            Postpone(input);
        else if (asked.Packet is not NotePacket)
            Finish(TopicPlan.Reject(asked, ReplyCodes.InternalError));
    }

    private void Postpone(TopicInput input)
    {
        // What happens to sessions is bounded by their number. Word of other topics is not, and may be lost.
        var isBounded = input is not (TopicInput.Notice or TopicInput.UnreadAsked);
        if (input is not (TopicInput.Timer or TopicInput.Activity) && (isBounded || _postponed.Count < _services.Options.PostponedInputsMax))
            _postponed.Enqueue(input);
        _isIdleArmed = false;
        var plan = new TopicPlan();
        plan.Effect(new TopicEffect.ArmTimer(TimerKey.Retry, _services.Options.RetryDelay));
        _commits.Accept(plan);
    }

    private async ValueTask RunAsync(TopicRequest request, bool isRetry, CancellationToken cancellationToken)
    {
        var topic = _state!;
        if (topic.IsStopped)
        {
            if (request.Resumes is not null)
                Finish(ResumeHandler.Dismiss(topic, request));
            else if (request.Packet is not NotePacket)
                Finish(TopicPlan.Reject(request, ReplyCodes.Locked));
            return;
        }
        var steps = _services.Handlers.StepsFor(topic, request);
        for (var i = 0; i < steps.Count; i++)
        {
            if (steps[i].ReadsRows)
                await _commits.DrainAsync();
            if (_commits.HasFailed)
            {
                await _commits.DrainAsync();
                var isOver = _commits.IsFailed(request);
                await ReloadAsync(cancellationToken);
                // First come, first served; and nothing may be forgotten if this request ends the topic.
                await RetryAsync(cancellationToken);
                if (isOver)
                    return;
                topic = _state!;
            }
            var plan = await steps[i].RunAsync(topic, request, _services.Reader, cancellationToken);
            // Nobody would ask once more to take a session back.
            plan.MayBeRetried = (!isRetry && steps.Count == 1) || request.Resumes is not null;
            topic.Apply(plan);
            // A {sub} that was refused answers nothing else; the parts of a {get} or {set} answer each for itself.
            var isLast = i == steps.Count - 1 || (plan.IsRejected && request.Packet is SubPacket && i == 0);
            if (isLast)
                plan.EndRequest();
            _commits.Accept(plan);
            if (isLast)
                return;
        }
    }

    private async ValueTask RunAsync(TopicInput input, CancellationToken cancellationToken)
    {
        if (input is TopicInput.FrontEndGone or TopicInput.Timer { Key: TimerKey.Idle }
            || (input is TopicInput.SessionGone lostOne && _state!.MayComeBack(lostOne.Session)))
            await SettleAsync(cancellationToken);
        var topic = _state!;
        switch (input)
        {
            case TopicInput.Request request:
                await RunAsync(request.Asked, isRetry: false, cancellationToken);
                break;
            case TopicInput.SessionGone gone when topic.Attachments.TryGetValue(gone.Session, out var attachment):
                Lose(topic, attachment, gone.At);
                break;
            case TopicInput.SessionGone gone:
                Accept(topic, CallEnd.OfLostSession(topic, gone.Session, gone.At));
                break;
            case TopicInput.FrontEndGone gone:
                foreach (var lost in topic.Attachments.Values.Where(a => a.Session.FrontEnd == gone.FrontEnd).ToArray())
                    Lose(topic, lost, gone.At);
                if (topic.Call?.CalleeSession is { IsNone: false } answered && answered.FrontEnd == gone.FrontEnd)
                    Accept(topic, CallEnd.OfLostSession(topic, answered, gone.At));
                break;
            case TopicInput.ProcessGone:
                Accept(topic, PresenceRecheck.OfLostProcess(topic, _services.Options));
                break;
            case TopicInput.UnreadAsked asked:
                Accept(topic, await UnreadCounting.BeginAsync(topic, _services.Reader, cancellationToken));
                asked.Answer(topic.Unread?.Total ?? -1);
                break;
            case TopicInput.Notice { Told: { What: NoticeWhat.Unread } told }:
                Accept(topic, UnreadCounting.OfNotice(topic, told));
                break;
            case TopicInput.Notice notice:
                Accept(topic, PresenceExchange.Receive(topic, notice.Told));
                break;
            case TopicInput.Activity activity when topic.IsAttached(activity.Session):
                Accept(topic, UserAgentNotices.OfActivity(topic, activity.Session, activity.UserAgent, activity.At, _services.Options));
                break;
            case TopicInput.Foreground foreground when topic.Attachments.TryGetValue(foreground.Session, out var background) && background.IsBackground:
                await _commits.DrainAsync();
                Accept(topic, await Arrival.OfBackgroundSessionAsync(topic, background, _services.Reader, _services.Options, cancellationToken));
                break;
            case TopicInput.Timer { Key: TimerKey.Idle } when topic.Attachments.Count == 0:
                Accept(topic, Unloading.Plan(topic));
                break;
            case TopicInput.Timer { Key: TimerKey.Call }:
                Accept(topic, CallEnd.OfTimer(topic, input.At));
                break;
            case TopicInput.Timer { Key: TimerKey.UserAgent }:
                Accept(topic, UserAgentNotices.OfTimer(topic));
                break;
            case TopicInput.Timer { Key: TimerKey.Recheck }:
                Accept(topic, PresenceRecheck.OfTimer(topic));
                break;
            case TopicInput.Timer { Key: TimerKey.Arrivals }:
                Accept(topic, CrowdNotices.OfTimer(topic, _services.Options));
                break;
            case TopicInput.AccountGone:
                Accept(topic, Unloading.OfDeletedAccount());
                break;
            case TopicInput.Removal removal:
                Accept(topic, TopicEnd.ByOperator(topic, removal.Hard, removal.At));
                break;
            case TopicInput.TagsChanged when !topic.IsStopped:
                topic = await ReloadAsync(cancellationToken);
                Accept(topic, CredentialTags.Changed(topic));
                break;
            case TopicInput.AccountSuspended suspended:
                var plan = new TopicPlan();
                plan.Change(new LiveChange.ReadOnly(suspended.IsSuspended));
                Accept(topic, plan);
                break;
        }
    }

    // Whoever is attached again if something under way fails must not stay so when its session is lost, nor lose its topic.
    private async ValueTask SettleAsync(CancellationToken cancellationToken)
    {
        await _commits.DrainAsync();
        if (!_commits.HasFailed)
            return;
        await ReloadAsync(cancellationToken);
        await RetryAsync(cancellationToken);
    }

    private async ValueTask<TopicState> LoadAsync(DateTime at, CancellationToken cancellationToken)
    {
        var topic = await TopicLoader.LoadAsync(Name, _services.Reader, cancellationToken);
        var end = _services.Options.CallsEnabled ? await DanglingCall.PlanAsync(topic, _services.Reader, at, cancellationToken) : null;
        if (end is not null)
            Accept(topic, end);
        return _state = topic;
    }

    // A call ends in a plan of its own: if that cannot be stored the session is gone all the same.
    private void Lose(TopicState topic, Attachment attachment, DateTime at)
    {
        if (topic.Call is not null)
            Accept(topic, CallEnd.OfLostSession(topic, attachment.Session, at));
        Accept(topic, Departure.OfLostSession(topic, attachment, at, _services.Options));
    }

    private void Accept(TopicState topic, TopicPlan plan)
    {
        topic.Apply(plan);
        _commits.Accept(plan);
    }

    private void Finish(TopicPlan plan)
    {
        plan.EndRequest();
        _commits.Accept(plan);
    }

    // A topic that nobody is attached to is unloaded after a while, also one that only answered a question.
    private void WatchIdleness(TopicState topic)
    {
        var isIdle = topic.Attachments.Count == 0 && topic.Kind.UnloadsWhenIdle && !topic.IsStopped;
        if (isIdle == _isIdleArmed)
            return;
        _isIdleArmed = isIdle;
        var plan = new TopicPlan();
        plan.Effect(isIdle ? new TopicEffect.ArmTimer(TimerKey.Idle, _services.Options.IdleTime) : new TopicEffect.CancelTimer(TimerKey.Idle));
        _commits.Accept(plan);
    }

    private async ValueTask<TopicState> ReloadAsync(CancellationToken cancellationToken)
    {
        await _commits.DrainAsync();
        var loaded = await TopicLoader.LoadAsync(Name, _services.Reader, cancellationToken);
        var missed = _state is { } before ? await TakeLiveAsync(before, loaded, cancellationToken) : new TopicPlan();
        _commits.ForgetFailed();
        _mustReload = false;
        _state = loaded;
        Accept(loaded, missed);
        return loaded;
    }

    // Returns what is to be told of what has been stored elsewhere.
    private async ValueTask<TopicPlan> TakeLiveAsync(TopicState old, TopicState loaded, CancellationToken cancellationToken)
    {
        var failed = _commits.Failed;
        var rows = new List<StoredSubscription>();
        foreach (var key in loaded.TakeLive(old, failed))
        {
            if (await _services.Reader.Subscriptions.FindAsync(key, cancellationToken) is { IsLive: true } row)
                rows.Add(row);
        }
        loaded.TakeReaders(rows);
        return await StoredElsewhere.PlanAsync(
            old, loaded, StoredElsewhere.LastTold(old, failed), _services.Reader, _at, _services.Options, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Topic}: {Reason}", EventName = "StoreUnavailable")]
        public static partial void StoreUnavailable(ILogger logger, string reason, TopicName topic);

        [LoggerMessage(2, LogLevel.Error, "{Topic}: {Input} has failed unexpectedly", EventName = "TopicUnexpected")]
        public static partial void Unexpected(ILogger logger, Exception exception, TopicName topic, string input);
    }
}
