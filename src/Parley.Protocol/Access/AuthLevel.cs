namespace Parley.Protocol.Access;

/// <summary>How far a user is known. The numbers are stored and part of tokens.</summary>
public enum AuthLevel
{
    None = 0,
    Anonymous = 10,
    Authenticated = 20,
    Root = 30,
}
