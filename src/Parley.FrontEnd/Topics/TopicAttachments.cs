using System.Runtime.InteropServices;
using Parley.FrontEnd.Sessions;
using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Topics;

/// <summary>
/// The sessions of this process that are attached to one topic, densely, so that a broadcast walks over one array. Whoever reads or
/// writes holds <see cref="Sync"/>; under it nothing is done that could wait.
/// </summary>
public sealed class TopicAttachments
{
    private const int IndexedFrom = 16;

    private readonly List<SessionAttachment> _all = [];
    private Dictionary<Session, int>? _positions;

    /// <summary>The lock of this topic.</summary>
    public Lock Sync { get; } = new();

    /// <summary>Set for a user's <c>me</c>.</summary>
    public MeActivity? Activity { get; set; }

    /// <summary>Has been taken out of the table, because it was empty: nothing may be added any more.</summary>
    internal bool IsRetired { get; set; }

    public int Count => _all.Count;

    public Span<SessionAttachment> All => CollectionsMarshal.AsSpan(_all);

    /// <summary>The attachment of one session; empty if it is not attached.</summary>
    public Span<SessionAttachment> Of(Session session)
    {
        var index = IndexOf(session);
        return index < 0 ? [] : All.Slice(index, 1);
    }

    /// <summary>Adds an attachment, or replaces that of the same session. One that returns still has to see what it has missed.</summary>
    public void Put(in SessionAttachment attachment)
    {
        var index = IndexOf(attachment.Session);
        if (index >= 0)
        {
            var before = _all[index];
            _all[index] = before.IsReturning ? attachment with { LastSeq = Math.Min(before.LastSeq, attachment.LastSeq) } : attachment;
            return;
        }
        _all.Add(attachment);
        if (_positions is not null)
            _positions[attachment.Session] = _all.Count - 1;
        else if (_all.Count > IndexedFrom)
            MakeIndex();
    }

    public bool Remove(Session session)
    {
        var index = IndexOf(session);
        if (index < 0)
            return false;
        var last = _all.Count - 1;
        if (index != last)
        {
            _all[index] = _all[last];
            if (_positions is not null)
                _positions[_all[index].Session] = index;
        }
        _all.RemoveAt(last);
        _positions?.Remove(session);
        return true;
    }

    /// <summary>The topic has begun a new life: all wait until it has taken them back. Returns them.</summary>
    public IReadOnlyList<SessionAttachment> BeginReturn()
    {
        foreach (ref var attachment in All)
            attachment.IsReturning = true;
        return [.. _all];
    }

    /// <summary>Removes everybody and returns them.</summary>
    public IReadOnlyList<SessionAttachment> Clear()
    {
        SessionAttachment[] gone = [.. _all];
        _all.Clear();
        _positions = null;
        return gone;
    }

    public void SetMode(UserId user, bool isReader, AccessMode mode)
    {
        foreach (ref var attachment in CollectionsMarshal.AsSpan(_all))
        {
            if (attachment.User == user && attachment.IsReader == isReader)
                attachment = attachment with { Mode = mode };
        }
    }

    private int IndexOf(Session session)
    {
        if (_positions is not null)
            return _positions.TryGetValue(session, out var position) ? position : -1;
        for (var i = 0; i < _all.Count; i++)
        {
            if (ReferenceEquals(_all[i].Session, session))
                return i;
        }
        return -1;
    }

    // Most topics have one to a few sessions here: they do without.
    private void MakeIndex()
    {
        _positions = new Dictionary<Session, int>(_all.Count * 2);
        for (var i = 0; i < _all.Count; i++)
            _positions[_all[i].Session] = i;
    }
}
