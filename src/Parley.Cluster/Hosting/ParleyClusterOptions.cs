namespace Parley.Cluster.Hosting;

/// <summary>Limits of what goes on between sessions, topics and processes.</summary>
public sealed record ParleyClusterOptions
{
    /// <summary>Inputs waiting in the mailbox of one topic; one more is refused with 503.</summary>
    public int MailboxInputsMax { get; set; } = 4096;

    /// <summary>Inputs of this process waiting for one topic elsewhere, or one that is being loaded; one more is refused with 503.</summary>
    public int RequestLaneInputsMax { get; set; } = 1024;

    /// <summary>Deliveries waiting for one front end in one lane. Beyond it the front end's sessions are attached anew.</summary>
    public int DeliveryLaneDeliveriesMax { get; set; } = 65536;

    /// <summary>Notices of topics waiting for one process. Further ones are lost: presence is told as well as it can be.</summary>
    public int TopicLaneNoticesMax { get; set; } = 16384;

    /// <summary>Items of one call to another process.</summary>
    public int BatchItemsMax { get; set; } = 512;

    /// <summary>Lanes to one front end; the deliveries of a topic always take the same one.</summary>
    public int DeliveryLanesPerFrontEnd { get; set; } = 4;

    /// <summary>After this time a request that is still waiting is dropped: its session was told 503.</summary>
    public TimeSpan RequestDeadline { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>After this time a call to another process is repeated.</summary>
    public TimeSpan CallTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The longest a topic waits before one publish when the queues of its readers are full.</summary>
    public TimeSpan PublishDelayMax { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>How often topics elsewhere to which nobody here is attached any more are forgotten.</summary>
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromSeconds(30);
}
