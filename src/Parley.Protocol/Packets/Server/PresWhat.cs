namespace Parley.Protocol.Packets.Server;

/// <summary>The kinds of <c>{pres}</c>. The numbers are those of the gRPC contract.</summary>
public enum PresWhat
{
    None = 0,
    On = 1,
    Off = 2,
    UserAgent = 3,
    Updated = 4,
    Gone = 5,
    Access = 6,
    Term = 7,
    Message = 8,
    Read = 9,
    Recv = 10,
    Deleted = 11,
    Tags = 12,
    Aux = 13,
}
