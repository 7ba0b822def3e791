namespace Parley.Server.Data;

/// <summary>How far a database has been brought up to date.</summary>
/// <param name="Version">The last step that was taken; 0 if there is no database yet.</param>
/// <param name="Latest">The last step that this program knows.</param>
internal sealed record SchemaStatus(int Version, int Latest)
{
    public bool IsCurrent => Version == Latest;

    /// <summary>The database was written by a later program.</summary>
    public bool IsNewer => Version > Latest;
}
