namespace Parley.Protocol.Packets.Parts;

/// <summary>Steps of an audio or video call. The numbers are those of the gRPC contract.</summary>
public enum CallEvent
{
    None = 0,
    Accept = 1,
    Answer = 2,
    HangUp = 3,
    IceCandidate = 4,
    Invite = 5,
    Offer = 6,
    Ringing = 7,
}
