namespace Parley.Protocol.Replies;

/// <summary>Every code and text of the protocol (part A 2.9).</summary>
public static class ReplyCodes
{
    public static readonly ReplyCode Ok = new(200, "ok");
    public static readonly ReplyCode Created = new(201, "created");
    public static readonly ReplyCode Accepted = new(202, "accepted");

    /// <summary>Nothing to return for one part of a query; the parameter "what" names the part.</summary>
    public static readonly ReplyCode NoContent = new(204, "no content");

    /// <summary>The server has detached the session from the topic, or ends the session if no topic is named.</summary>
    public static readonly ReplyCode Evicted = new(205, "evicted");
    public static readonly ReplyCode ServerShutdown = new(205, "server shutdown");

    /// <summary>The end of a series of messages.</summary>
    public static readonly ReplyCode Delivered = new(208, "delivered");
    public static readonly ReplyCode ValidateCredentials = new(300, "validate credentials");
    public static readonly ReplyCode Challenge = new(300, "challenge");
    public static readonly ReplyCode AuthReset = new(301, "auth reset");

    /// <summary>The parameter "topic" names the topic to use.</summary>
    public static readonly ReplyCode UseOther = new(303, "use other");
    public static readonly ReplyCode AlreadySubscribed = new(304, "already subscribed");
    public static readonly ReplyCode NotJoined = new(304, "not joined");
    public static readonly ReplyCode NoAction = new(304, "no action");
    public static readonly ReplyCode NotModified = new(304, "not modified");
    public static readonly ReplyCode Malformed = new(400, "malformed");
    public static readonly ReplyCode AuthenticationRequired = new(401, "authentication required");
    public static readonly ReplyCode AuthenticationFailed = new(401, "authentication failed");
    public static readonly ReplyCode UnknownScheme = new(401, "unknown authentication scheme");
    public static readonly ReplyCode PermissionDenied = new(403, "permission denied");
    public static readonly ReplyCode ApiKeyRequired = new(403, "valid API key required");
    public static readonly ReplyCode InvalidSession = new(403, "invalid or expired session");
    public static readonly ReplyCode TopicNotFound = new(404, "topic not found");
    public static readonly ReplyCode UserNotFound = new(404, "user not found");
    public static readonly ReplyCode NotFound = new(404, "not found");
    public static readonly ReplyCode NotAllowed = new(405, "operation or method not allowed");
    public static readonly ReplyCode InvalidResponse = new(406, "invalid response");
    public static readonly ReplyCode Disconnected = new(408, "disconnected");
    public static readonly ReplyCode AlreadyAuthenticated = new(409, "already authenticated");
    public static readonly ReplyCode DuplicateCredential = new(409, "duplicate credential");
    public static readonly ReplyCode MustAttachFirst = new(409, "must attach first");
    public static readonly ReplyCode OutOfSequence = new(409, "command out of sequence");
    public static readonly ReplyCode TooLarge = new(413, "too large");
    public static readonly ReplyCode PolicyViolation = new(422, "policy violation");
    public static readonly ReplyCode BusyHere = new(486, "busy here");
    public static readonly ReplyCode InternalError = new(500, "internal error");
    public static readonly ReplyCode NotImplemented = new(501, "not implemented");
    public static readonly ReplyCode ClusterUnreachable = new(502, "cluster unreachable");

    /// <summary>A queue is full, or the topic did not answer in time.</summary>
    public static readonly ReplyCode ServiceUnavailable = new(503, "service unavailable");
    public static readonly ReplyCode Locked = new(503, "locked");
    public static readonly ReplyCode VersionNotSupported = new(505, "version not supported");
}
