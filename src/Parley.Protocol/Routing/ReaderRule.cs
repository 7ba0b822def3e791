namespace Parley.Protocol.Routing;

/// <summary>Whether sessions attached as channel readers belong to an audience.</summary>
public enum ReaderRule
{
    Included = 0,
    Excluded,
    Only,
}
