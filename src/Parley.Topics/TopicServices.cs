using Microsoft.Extensions.Logging;
using Parley.Storage.Ports;
using Parley.Topics.Handlers;

namespace Parley.Topics;

/// <summary>What every engine of a process shares.</summary>
public sealed record TopicServices(
    ITopicReader Reader, ICommit Commit, TopicOptions Options, HandlerTable Handlers, ILoggerFactory Loggers)
{
    public TopicInstruments Instruments { get; init; } = new();
}
