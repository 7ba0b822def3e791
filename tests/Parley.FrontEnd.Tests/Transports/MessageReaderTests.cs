using System.Buffers;
using System.Buffers.Binary;
using Parley.FrontEnd.Transports.WebSocket;

namespace Parley.FrontEnd.Tests.Transports;

/// <summary>Client frames, whole, in pieces and broken.</summary>
public sealed class MessageReaderTests
{
    private const int Max = 100_000;

    private static byte[] Frame(FrameOpcode opcode, byte[] payload, bool isFinal = true, uint mask = 0xA1B2C3D4)
    {
        List<byte> frame = [(byte)((isFinal ? 0x80 : 0) | (int)opcode)];
        switch (payload.Length)
        {
            case < 126:
                frame.Add((byte)(0x80 | payload.Length));
                break;
            case <= ushort.MaxValue:
                frame.AddRange([0xFE, (byte)(payload.Length >> 8), (byte)payload.Length]);
                break;
            default:
                frame.Add(0xFF);
                var length = new byte[8];
                BinaryPrimitives.WriteInt64BigEndian(length, payload.Length);
                frame.AddRange(length);
                break;
        }
        var key = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(key, mask);
        frame.AddRange(key);
        frame.AddRange(payload.Select((b, i) => (byte)(b ^ key[i & 3])));
        return [.. frame];
    }

    private static byte[] Payload(int length) => [.. Enumerable.Range(0, length).Select(i => (byte)(i * 31 + i / 256))];

    private static (FrameReadStatus Status, FrameOpcode Opcode, byte[] Message) ReadOne(byte[] bytes, int max = Max)
    {
        using var reader = new MessageReader(max);
        var buffer = new ReadOnlySequence<byte>(bytes);
        var status = reader.TryRead(ref buffer, out var opcode, out var message);
        return (status, opcode, message.ToArray());
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(31), InlineData(125), InlineData(126), InlineData(127), InlineData(65535)]
    [InlineData(65536), InlineData(99_999)]
    public void A_message_of_any_length_is_read(int length)
    {
        var (status, opcode, message) = ReadOne(Frame(FrameOpcode.Binary, Payload(length)));
        Assert.Equal((FrameReadStatus.Complete, FrameOpcode.Text), (status, opcode));
        Assert.Equal(Payload(length), message);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(7), InlineData(1000)]
    public void Frames_may_come_in_pieces_of_any_size(int size)
    {
        byte[] bytes =
        [
            .. Frame(FrameOpcode.Text, Payload(10), isFinal: false),
            .. Frame(FrameOpcode.Ping, Payload(5)),
            .. Frame(FrameOpcode.Continuation, Payload(300), isFinal: false, mask: 0),
            .. Frame(FrameOpcode.Continuation, []),
            .. Frame(FrameOpcode.Text, Payload(3)),
        ];
        List<(FrameOpcode, int)> read = [];
        using var reader = new MessageReader(Max);
        byte[] waiting = [];
        foreach (var piece in bytes.Chunk(size))
        {
            waiting = [.. waiting, .. piece];
            var buffer = new ReadOnlySequence<byte>(waiting);
            while (reader.TryRead(ref buffer, out var opcode, out var message) == FrameReadStatus.Complete)
            {
                read.Add((opcode, message.Length));
                if (message.Length == 310)
                    Assert.Equal([.. Payload(10), .. Payload(300)], message.ToArray());
            }
            waiting = buffer.ToArray();
        }
        Assert.Equal([(FrameOpcode.Ping, 5), (FrameOpcode.Text, 310), (FrameOpcode.Text, 3)], read);
        Assert.Empty(waiting);
    }

    [Theory]
    [InlineData("8100", "not masked"), InlineData("C180", "a reserved bit"), InlineData("8380", "no such opcode")]
    [InlineData("8B80", "no such control opcode"), InlineData("0980", "a ping in fragments"), InlineData("89FE", "a ping too long")]
    [InlineData("808000000000", "a continuation of nothing"), InlineData("81FE007D00000000", "a short length told the long way")]
    [InlineData("81FF000000000000FFFF00000000", "the same, longer"), InlineData("81FF800000000000000000000000", "a negative length")]
    public void What_breaks_the_rules_is_refused(string bytes, string why) =>
        Assert.True(ReadOne(Convert.FromHexString(bytes)).Status == FrameReadStatus.Broken, why);

    [Fact]
    public void A_new_message_within_a_message_is_refused()
    {
        byte[] bytes = [.. Frame(FrameOpcode.Text, Payload(1), isFinal: false), .. Frame(FrameOpcode.Text, Payload(1))];
        Assert.Equal(FrameReadStatus.Broken, ReadOne(bytes).Status);
    }

    [Fact]
    public void What_is_too_large_is_refused_before_it_has_come()
    {
        Assert.Equal(FrameReadStatus.TooLarge, ReadOne(Frame(FrameOpcode.Text, Payload(101))[..10], max: 100).Status);
        Assert.Equal(FrameReadStatus.Complete, ReadOne(Frame(FrameOpcode.Text, Payload(100)), max: 100).Status);
        Assert.Equal(FrameReadStatus.TooLarge, ReadOne([0x81, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0]).Status);
        byte[] fragments = [.. Frame(FrameOpcode.Text, Payload(60), isFinal: false), .. Frame(FrameOpcode.Continuation, Payload(60))];
        Assert.Equal(FrameReadStatus.TooLarge, ReadOne(fragments, max: 100).Status);
    }

    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void No_bytes_whatsoever_make_it_throw(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 5_000; round++)
        {
            byte[] bytes = random.Next(3) switch
            {
                0 => Noise(random, random.Next(40)),
                1 => Damaged(random, Frame(FrameOpcode.Text, Payload(random.Next(300)), random.Next(2) == 0)),
                _ => [.. Damaged(random, Frame(FrameOpcode.Text, Payload(random.Next(9)), isFinal: false)), .. Noise(random, 30)],
            };
            using var reader = new MessageReader(200);
            var buffer = new ReadOnlySequence<byte>(bytes);
            while (reader.TryRead(ref buffer, out _, out var message) == FrameReadStatus.Complete)
                Assert.True(message.Length <= 200);
        }
    }

    [Theory]
    [InlineData(0), InlineData(125), InlineData(126), InlineData(1024), InlineData(1025), InlineData(65535), InlineData(65536)]
    public void What_is_written_is_a_frame_that_is_not_masked(int length)
    {
        var output = new ArrayBufferWriter<byte>();
        FrameWriter.Write(output, FrameOpcode.Text, Payload(length));
        var masked = Frame(FrameOpcode.Text, Payload(length), mask: 0);
        // Without the mask: its flag and its four bytes.
        var head = masked.Length - length;
        masked[1] &= 0x7F;
        Assert.Equal([.. masked[..(head - 4)], .. masked[head..]], output.WrittenSpan.ToArray());
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Damaged(Random random, byte[] frame)
    {
        if (random.Next(2) == 0)
            frame[random.Next(Math.Min(14, frame.Length))] ^= (byte)(1 << random.Next(8));
        return random.Next(4) == 0 ? frame[..random.Next(frame.Length)] : frame;
    }
}
