namespace Parley.Load.Sessions;

/// <summary>What a session does with arriving packets while a scenario measures. Must neither block nor throw.</summary>
internal interface ISessionWork
{
    /// <summary>A reply has arrived.</summary>
    /// <param name="code">Its reply code.</param>
    /// <param name="id">The id of the request, empty when the server spoke of itself.</param>
    /// <param name="now">Time of arrival, in stopwatch ticks.</param>
    void OnCtrl(int code, ReadOnlySpan<byte> id, long now);

    /// <summary>A message has arrived.</summary>
    void OnData(ReadOnlySpan<byte> packet, long now);
}
