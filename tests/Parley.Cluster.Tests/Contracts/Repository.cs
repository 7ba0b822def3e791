namespace Parley.Cluster.Tests.Contracts;

internal static class Repository
{
    /// <summary>The directory of the solution.</summary>
    public static string Root
    {
        get
        {
            var directory = new DirectoryInfo(AppContext.BaseDirectory);
            while (!File.Exists(Path.Combine(directory!.FullName, "Parley.slnx")))
                directory = directory.Parent;
            return directory.FullName;
        }
    }
}
