using Microsoft.Extensions.Options;

namespace Parley.Cluster.Hosting;

/// <summary>Refuses limits with which nothing could move.</summary>
internal sealed class ParleyClusterOptionsValidator : IValidateOptions<ParleyClusterOptions>
{
    public ValidateOptionsResult Validate(string? name, ParleyClusterOptions options)
    {
        List<string> errors = [];
        Positive(options.MailboxInputsMax, nameof(options.MailboxInputsMax));
        Positive(options.RequestLaneInputsMax, nameof(options.RequestLaneInputsMax));
        Positive(options.DeliveryLaneDeliveriesMax, nameof(options.DeliveryLaneDeliveriesMax));
        Positive(options.TopicLaneNoticesMax, nameof(options.TopicLaneNoticesMax));
        Positive(options.BatchItemsMax, nameof(options.BatchItemsMax));
        Positive(options.DeliveryLanesPerFrontEnd, nameof(options.DeliveryLanesPerFrontEnd));
        Positive(options.RequestDeadline.Ticks, nameof(options.RequestDeadline));
        Positive(options.CallTimeout.Ticks, nameof(options.CallTimeout));
        Positive(options.SweepInterval.Ticks, nameof(options.SweepInterval));
        if (options.PublishDelayMax < TimeSpan.Zero || options.PublishDelayMax >= options.RequestDeadline)
            errors.Add($"{nameof(options.PublishDelayMax)} must not be negative, and shorter than {nameof(options.RequestDeadline)}.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Positive(long value, string member)
        {
            if (value <= 0)
                errors.Add($"{member} must be greater than zero.");
        }
    }
}
