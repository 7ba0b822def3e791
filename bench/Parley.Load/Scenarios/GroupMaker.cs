using Parley.Load.Measuring;
using Parley.Load.Sessions;

namespace Parley.Load.Scenarios;

/// <summary>Makes, joins and deletes groups.</summary>
internal static class GroupMaker
{
    /// <summary>Makes a group; its maker is attached.</summary>
    /// <returns><c>grp…</c></returns>
    public static async Task<string> MakeAsync(LoadSession owner, CancellationToken token)
    {
        var reply = await owner.DemandAsync(
            "sub",
            "\"topic\":\"newload\",\"set\":{\"desc\":{\"public\":{\"fn\":\"load\"},\"defacs\":{\"auth\":\"JRWPS\",\"anon\":\"N\"}}}",
            token);
        return reply.Topic ?? throw new LoadException("the reply to {sub} of a new group has no topic");
    }

    /// <summary>Joins and attaches. Without presence, thousands of arrivals are not announced to thousands.</summary>
    public static async Task JoinAsync(LoadSession session, string topic, bool withPresence, CancellationToken token)
    {
        var mode = withPresence ? "" : ",\"set\":{\"sub\":{\"mode\":\"JRW\"}}";
        await session.DemandAsync("sub", $"\"topic\":\"{topic}\"{mode}", token);
    }

    /// <summary>Deletes a group so that it does not weigh on the next run; a failure is no reason to stop.</summary>
    public static async Task DeleteAsync(LoadSession owner, string? topic, ErrorTally errors)
    {
        if (topic is null || owner.IsClosed) return;
        try
        {
            await owner.DemandAsync("del", $"\"topic\":\"{topic}\",\"what\":\"topic\",\"hard\":true", CancellationToken.None);
        }
        catch (Exception exception) when (exception is LoadException or IOException or TimeoutException)
        {
            errors.Note($"group not deleted: {exception.Message}");
        }
    }
}
