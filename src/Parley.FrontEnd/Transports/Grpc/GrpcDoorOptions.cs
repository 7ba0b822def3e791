namespace Parley.FrontEnd.Transports.Grpc;

/// <summary>What is offered over gRPC beside sessions.</summary>
public sealed record GrpcDoorOptions
{
    /// <summary>Clients may ask for the contract, as command-line tools do.</summary>
    public bool HasReflection { get; init; }

    /// <summary>The standard service by which load balancers ask whether the server is well.</summary>
    public bool HasHealth { get; init; }
}
