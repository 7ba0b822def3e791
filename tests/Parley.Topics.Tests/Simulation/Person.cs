using Parley.Protocol.Access;
using Parley.Protocol.Names;

namespace Parley.Topics.Tests.Simulation;

/// <summary>A user of the simulated world.</summary>
internal sealed record Person(string Name, UserId User, AuthLevel Level)
{
    public override string ToString() => Name;
}
