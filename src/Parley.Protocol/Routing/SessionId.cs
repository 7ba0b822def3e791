namespace Parley.Protocol.Routing;

/// <summary>A session, and the process that holds it. <c>default</c> is no session.</summary>
public readonly record struct SessionId(FrontEndId FrontEnd, long Number)
{
    public bool IsNone => FrontEnd.IsNone;
}
