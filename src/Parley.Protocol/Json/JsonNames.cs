using Parley.Protocol.Packets.Client;
using Parley.Protocol.Packets.Parts;
using Parley.Protocol.Packets.Server;

namespace Parley.Protocol.Json;

/// <summary>The words of JSON packets for enumerated values.</summary>
internal static class JsonNames
{
    public static string Of(DelWhat what) => what switch
    {
        DelWhat.Message => "msg",
        DelWhat.Topic => "topic",
        DelWhat.Subscription => "sub",
        DelWhat.User => "user",
        DelWhat.Credential => "cred",
        _ => "unknown",
    };

    public static DelWhat DelWhatOf(string? word) => word switch
    {
        null or "" or "msg" => DelWhat.Message,
        "topic" => DelWhat.Topic,
        "sub" => DelWhat.Subscription,
        "user" => DelWhat.User,
        "cred" => DelWhat.Credential,
        _ => DelWhat.Unknown,
    };

    public static string Of(NoteWhat what) => what switch
    {
        NoteWhat.Read => "read",
        NoteWhat.Recv => "recv",
        NoteWhat.KeyPress => "kp",
        NoteWhat.KeyPressAudio => "kpa",
        NoteWhat.KeyPressVideo => "kpv",
        NoteWhat.Call => "call",
        NoteWhat.Data => "data",
        _ => "",
    };

    public static NoteWhat NoteWhatOf(string? word) => word switch
    {
        "read" => NoteWhat.Read,
        "recv" => NoteWhat.Recv,
        "kp" => NoteWhat.KeyPress,
        "kpa" => NoteWhat.KeyPressAudio,
        "kpv" => NoteWhat.KeyPressVideo,
        "call" => NoteWhat.Call,
        "data" => NoteWhat.Data,
        _ => NoteWhat.None,
    };

    public static string Of(CallEvent step) => step switch
    {
        CallEvent.Accept => "accept",
        CallEvent.Answer => "answer",
        CallEvent.HangUp => "hang-up",
        CallEvent.IceCandidate => "ice-candidate",
        CallEvent.Invite => "invite",
        CallEvent.Offer => "offer",
        CallEvent.Ringing => "ringing",
        _ => "",
    };

    public static CallEvent CallEventOf(string? word) => word switch
    {
        "accept" => CallEvent.Accept,
        "answer" => CallEvent.Answer,
        "hang-up" => CallEvent.HangUp,
        "ice-candidate" => CallEvent.IceCandidate,
        "invite" => CallEvent.Invite,
        "offer" => CallEvent.Offer,
        "ringing" => CallEvent.Ringing,
        _ => CallEvent.None,
    };

    public static string Of(PresWhat what) => what switch
    {
        PresWhat.On => "on",
        PresWhat.Off => "off",
        PresWhat.UserAgent => "ua",
        PresWhat.Updated => "upd",
        PresWhat.Gone => "gone",
        PresWhat.Access => "acs",
        PresWhat.Term => "term",
        PresWhat.Message => "msg",
        PresWhat.Read => "read",
        PresWhat.Recv => "recv",
        PresWhat.Deleted => "del",
        PresWhat.Tags => "tags",
        PresWhat.Aux => "aux",
        _ => "",
    };

    public static PresWhat PresWhatOf(string? word) => word switch
    {
        "on" => PresWhat.On,
        "off" => PresWhat.Off,
        "ua" => PresWhat.UserAgent,
        "upd" => PresWhat.Updated,
        "gone" => PresWhat.Gone,
        "acs" => PresWhat.Access,
        "term" => PresWhat.Term,
        "msg" => PresWhat.Message,
        "read" => PresWhat.Read,
        "recv" => PresWhat.Recv,
        "del" => PresWhat.Deleted,
        "tags" => PresWhat.Tags,
        "aux" => PresWhat.Aux,
        _ => PresWhat.None,
    };
}
