namespace Parley.Storage.Writes;

/// <summary>
/// One durable change. A write that carries a version was decided on the row of that version: if the row has moved on in
/// the meantime the write fails as <see cref="StoreFailure.Conflict"/>.
/// </summary>
public abstract record StoreWrite;
