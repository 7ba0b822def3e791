using Parley.FrontEnd.Sessions;

namespace Parley.FrontEnd.Topics;

/// <summary>Sessions whose outboxes have become busy. Their drains start elsewhere, many in one work item: a broadcast to thousands
/// must not be thousands of work items, nor write to sockets itself.</summary>
internal sealed class DrainBatch
{
    private const int AlonePer = 4;
    private const int TogetherPer = 64;

    [ThreadStatic]
    private static DrainBatch? _spare;

    private readonly List<Session> _sessions = [];

    public static DrainBatch Rent()
    {
        var batch = _spare ?? new DrainBatch();
        _spare = null;
        return batch;
    }

    public void Add(Session session) => _sessions.Add(session);

    /// <summary>Starts the drains and gives the batch back.</summary>
    public void Start()
    {
        if (_sessions.Count <= AlonePer)
        {
            foreach (var session in _sessions)
                ThreadPool.UnsafeQueueUserWorkItem(session.Transport, preferLocal: false);
        }
        else
        {
            for (var start = 0; start < _sessions.Count; start += TogetherPer)
            {
                var part = _sessions.GetRange(start, Math.Min(TogetherPer, _sessions.Count - start));
                ThreadPool.UnsafeQueueUserWorkItem(new Drains(part), preferLocal: false);
            }
        }
        _sessions.Clear();
        _spare = this;
    }

    private sealed class Drains(List<Session> sessions) : IThreadPoolWorkItem
    {
        public void Execute()
        {
            foreach (var session in sessions)
                session.Transport.Execute();
        }
    }
}
