using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>A session which receives a topic's messages and may publish to it.</summary>
internal sealed class ChatWork(Deliveries deliveries, Publisher? publisher) : ISessionWork
{
    public Deliveries Deliveries => deliveries;

    public Publisher? Publisher => publisher;

    public void OnCtrl(int code, ReadOnlySpan<byte> id, long now) => publisher?.OnCtrl(code, id, now);

    public void OnData(ReadOnlySpan<byte> packet, long now) => deliveries.OnData(packet, now);
}
