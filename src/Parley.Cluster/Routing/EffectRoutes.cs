using Parley.Accounts.Credentials;
using Parley.Cluster.FrontEnds;
using Parley.Cluster.Lanes;

namespace Parley.Cluster.Routing;

/// <summary>Where effects go from this process.</summary>
internal sealed record EffectRoutes(
    LocalDeliveries FrontEnd,
    FrontEndTable FrontEnds,
    DeliveryLanes Deliveries,
    TopicLanes Topics,
    RequestLanes Requests,
    ConfirmationRequests Confirmations);
