using Parley.Protocol.Names;
using Parley.Protocol.Routing;
using Parley.Topics.Effects;
using Parley.Topics.Presence;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A loaded topic: its inbox, its timers, and its lives one after the other, as the mailbox of a process keeps them.</summary>
internal sealed class SimulatedTopic : IEffectSink
{
    private readonly SimulatedWorld _world;
    private readonly Queue<TopicInput> _inbox = new();
    private readonly Dictionary<TimerKey, TopicInput.Timer?> _timers = [];
    private TopicDisk _disk;
    private bool _closeAsked;

    public SimulatedTopic(TopicName name, SimulatedWorld world)
    {
        (Name, _world) = (name, world);
        (_disk, Engine) = Begin();
    }

    public TopicName Name { get; }

    public TopicEngine Engine { get; private set; }

    public TopicView? View => Engine.View;

    /// <summary>The request that is handled now, or was last.</summary>
    public TopicRequest? Current { get; private set; }

    public bool HasInput => _inbox.Count > 0 || _closeAsked;

    public bool IsCommitting => _disk.IsHeld;

    public bool IsBusy => HasInput || IsCommitting || _timers.ContainsKey(TimerKey.Retry);

    /// <summary>Timers that could go off, in a fixed order.</summary>
    public IEnumerable<TimerKey> Armed => _timers.Where(t => t.Value is null).Select(t => t.Key).Order();

    public void Post(TopicInput input) => _inbox.Enqueue(input);

    public void Fire(TimerKey key)
    {
        var input = new TopicInput.Timer(key, _world.Now);
        _timers[key] = input;
        _inbox.Enqueue(input);
    }

    public async Task ReleaseCommitAsync()
    {
        await _disk.ReleaseAsync();
        await _world.Thread.SettleAsync();
    }

    /// <summary>Handles what comes next.</summary>
    public async Task HandleNextAsync(CancellationToken cancellationToken)
    {
        if (_closeAsked)
        {
            await CloseAsync();
            return;
        }
        var input = _inbox.Dequeue();
        if (input is TopicInput.Timer timer && !TakeCurrent(timer))
            return;
        if (input is TopicInput.Request request)
            Current = request.Asked;
        await DriveAsync(Engine.HandleAsync(input, cancellationToken).AsTask());
        if (input is TopicInput.Timer or TopicInput.AccountGone)
            await DriveAsync(Engine.DrainAsync().AsTask());
        _world.Handled(this, input);
    }

    void IEffectSink.Emit(TopicName topic, IReadOnlyList<TopicEffect> effects)
    {
        foreach (var effect in effects)
        {
            switch (effect)
            {
                case TopicEffect.Deliver deliver:
                    _world.FrontEnd.Receive(Name, deliver.Delivery);
                    break;
                case TopicEffect.RouteToTopic route:
                    Tell(route.Target, route.Notice);
                    break;
                case TopicEffect.RouteToTopics route:
                    foreach (var target in route.Targets)
                        Tell(target, route.Notice);
                    break;
                case TopicEffect.ArmTimer arm:
                    _timers[arm.Timer] = null;
                    break;
                case TopicEffect.CancelTimer cancel:
                    _timers.Remove(cancel.Timer);
                    break;
                case TopicEffect.CloseTopic:
                    _closeAsked = true;
                    break;
            }
        }
    }

    // What a topic tells itself is there at once.
    private void Tell(TopicName target, TopicNotice notice)
    {
        if (target == Name)
            Post(new TopicInput.Notice(notice, _world.Now));
        else
            _world.Lanes.Tell(Name, target, notice);
    }

    private (TopicDisk Disk, TopicEngine Engine) Begin()
    {
        var disk = new TopicDisk(_world.Store, unit => _world.Ledger.Store(Name, unit));
        return (disk, new TopicEngine(Name, _world.ServicesOver(disk), this));
    }

    private bool TakeCurrent(TopicInput.Timer timer)
    {
        if (!_timers.TryGetValue(timer.Key, out var fired) || !ReferenceEquals(fired, timer))
            return false;
        _timers.Remove(timer.Key);
        return true;
    }

    private async Task CloseAsync()
    {
        await DriveAsync(Engine.DrainAsync().AsTask());
        _timers.Clear();
        _closeAsked = false;
        while (_inbox.TryPeek(out var input) && input is not TopicInput.Request)
            _inbox.Dequeue();
        if (_inbox.Count == 0)
            _world.Unloaded(this);
        else
            (_disk, Engine) = Begin();
    }

    // Whoever waits for the disk gets it.
    private async Task DriveAsync(Task work)
    {
        while (true)
        {
            await _world.Thread.SettleAsync();
            if (work.IsCompleted)
                break;
            if (_disk.IsHeld)
                await _disk.ReleaseAsync();
            else
                await Task.WhenAny(work, _disk.WhenHeldAsync());
        }
        await work;
    }
}
