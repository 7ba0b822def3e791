namespace Parley.Protocol.Packets.Parts;

/// <summary>The kinds of <c>{note}</c> and <c>{info}</c>. Those with no number in the gRPC contract become 0 there.</summary>
public enum NoteWhat
{
    None = 0,
    Read = 1,
    Recv = 2,
    KeyPress = 3,
    Call = 4,
    KeyPressAudio,
    KeyPressVideo,
    Data,
}
