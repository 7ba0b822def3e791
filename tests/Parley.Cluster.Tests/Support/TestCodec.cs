using System.Buffers;
using System.Text;
using Parley.Protocol;
using Parley.Protocol.Packets;
using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Server;
using Parley.Protocol.Replies;

namespace Parley.Cluster.Tests.Support;

/// <summary>Just enough of a codec: kind, topic, id, number and content of the packets that these tests use.</summary>
internal sealed class TestCodec : IPacketCodec
{
    private int _serverPackets;

    /// <summary>How many server packets were encoded.</summary>
    public int ServerPackets => _serverPackets;

    public ClientPacket? DecodeClient(ReadOnlySpan<byte> frame)
    {
        var parts = Encoding.UTF8.GetString(frame).Split('|');
        return parts[0] switch
        {
            "sub" => new SubPacket { Topic = parts[1], Id = parts[2] },
            "leave" => new LeavePacket { Topic = parts[1], Id = parts[2] },
            "pub" => new PubPacket { Topic = parts[1], Id = parts[2], Content = Payload.FromJson(parts[3]) },
            _ => null,
        };
    }

    public ServerPacket? DecodeServer(ReadOnlySpan<byte> frame)
    {
        var parts = Encoding.UTF8.GetString(frame).Split('|');
        return parts[0] switch
        {
            "ctrl" => new CtrlPacket { Topic = parts[1], Id = parts[2], Code = new ReplyCode(int.Parse(parts[3]), "") },
            "data" => new DataPacket { Topic = parts[1], Seq = int.Parse(parts[2]), Content = Payload.FromJson(parts[3]) },
            _ => null,
        };
    }

    public void Encode(ServerPacket packet, IBufferWriter<byte> output)
    {
        Interlocked.Increment(ref _serverPackets);
        Write(output, packet switch
        {
            CtrlPacket ctrl => $"ctrl|{ctrl.Topic}|{ctrl.Id}|{ctrl.Code.Number}",
            DataPacket data => $"data|{data.Topic}|{data.Seq}|{Encoding.UTF8.GetString(data.Content.Utf8.Span)}",
            _ => "?",
        });
    }

    public void Encode(ClientPacket packet, IBufferWriter<byte> output) => Write(output, packet switch
    {
        SubPacket sub => $"sub|{sub.Topic}|{sub.Id}",
        LeavePacket leave => $"leave|{leave.Topic}|{leave.Id}",
        PubPacket pub => $"pub|{pub.Topic}|{pub.Id}|{Encoding.UTF8.GetString(pub.Content.Utf8.Span)}",
        _ => "?",
    });

    private static void Write(IBufferWriter<byte> output, string text) => output.Write(Encoding.UTF8.GetBytes(text));
}
