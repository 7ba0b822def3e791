using Parley.Protocol.Names;

namespace Parley.Topics.Effects;

/// <summary>Where effects go. Takes them in order and does not block.</summary>
public interface IEffectSink
{
    void Emit(TopicName topic, IReadOnlyList<TopicEffect> effects);
}
