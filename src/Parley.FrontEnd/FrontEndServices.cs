using Parley.FrontEnd.Http;
using Parley.FrontEnd.Sessions;

namespace Parley.FrontEnd;

/// <summary>What end points work with.</summary>
public sealed record FrontEndServices(
    FrontEndOptions Options,
    SessionOptions Sessions,
    SessionRegistry Registry,
    SessionClock Clock,
    ApiKeyGate Keys,
    PlainErrors Errors,
    TimeProvider Time);
