using System.Text.Json;
using Parley.Protocol;
using Parley.Protocol.Access;
using Parley.Protocol.Names;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Replies;

namespace Parley.Topics.Access;

/// <summary>Access in the parameters of replies.</summary>
public static class AccessParams
{
    /// <summary>Want, given and both together.</summary>
    public static AccessPart PartOf(AccessMode want, AccessMode given) =>
        new(want.ToString(), given.ToString(), (want & given).ToString());

    /// <summary><c>{"acs":{…}}</c>, and "user" or "tmpname" if there is one.</summary>
    public static Payload Of(AccessPart? access, UserId user = default, string? temporaryName = null)
    {
        if (access is null && user.IsNone && temporaryName is null)
            return default;
        return ReplyParams.Write(writer =>
        {
            if (access is not null)
                Write(writer, access);
            if (!user.IsNone)
                writer.WriteString("user", user.ToString());
            if (temporaryName is not null)
                writer.WriteString("tmpname", temporaryName);
        });
    }

    private static void Write(Utf8JsonWriter writer, AccessPart access)
    {
        writer.WriteStartObject("acs");
        writer.WriteString("want", access.Want);
        writer.WriteString("given", access.Given);
        writer.WriteString("mode", access.Mode);
        writer.WriteEndObject();
    }
}
