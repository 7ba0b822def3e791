using Parley.Storage.Ports;

namespace Parley.Storage.Tests.Kit;

/// <summary>One empty database of some vendor, for one test. Disposal removes it.</summary>
public interface IStoreEngine : IAsyncDisposable
{
    /// <summary>Opens the database; again after the store was disposed. Tags that begin with "alias:" are unique.</summary>
    Task<IParleyStore> OpenAsync();
}
