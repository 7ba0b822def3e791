using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Members;

/// <summary>Who looks at a list, and what it may do in the topic.</summary>
public readonly record struct Viewer(UserId User, AccessMode Mode);
