using Parley.FrontEnd.Topics;
using Parley.Protocol.Names;

namespace Parley.FrontEnd.Sessions;

/// <summary>What sessions work with.</summary>
public sealed record SessionServices(
    SessionRegistry Registry,
    SessionClock Clock,
    TopicLink Link,
    HelloHandler Hello,
    IAccountGate Accounts,
    IdSource Ids,
    TimeProvider Time);
