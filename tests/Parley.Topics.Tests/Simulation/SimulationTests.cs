using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Protocol.Names;
using Parley.Storage.Sql.Sqlite;

namespace Parley.Topics.Tests.Simulation;

/// <summary>
/// Seeded worlds: people do random things, and after each the invariants of the design are checked. PARLEY_SIM_STEPS makes the run
/// longer, one world after the other; PARLEY_SIM_SEED plays one world again, or begins with it.
/// </summary>
public sealed class SimulationTests
{
    private const int StepsOfWorld = 2500;
    private const int WorldsOfRun = 4;

    public static TheoryData<int> Seeds
    {
        get
        {
            var first = Number("PARLEY_SIM_SEED") ?? 1;
            var steps = Number("PARLEY_SIM_STEPS") ?? (Number("PARLEY_SIM_SEED") is null ? WorldsOfRun * StepsOfWorld : StepsOfWorld);
            return [.. Enumerable.Range(first, Math.Max(1, steps / StepsOfWorld))];
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_people_do_the_invariants_hold(int seed) => OneThread.Run(thread => PlayAsync(thread, seed));

    private static async Task PlayAsync(OneThread thread, int seed)
    {
        var folder = FolderInMemory();
        try
        {
            var cipher = new UidCipher("simulationsecret"u8);
            var options = new SqliteStoreOptions { Path = Path.Combine(folder.FullName, "parley.db"), Cipher = cipher, UniqueTagPrefix = "alias:" };
            await using var store = await SqliteStore.OpenAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);
            var world = new SimulatedWorld(store, cipher, thread, seed);
            await world.BeginAsync();
            for (var step = 1; step <= StepsOfWorld; step++)
            {
                await world.StepAsync(TestContext.Current.CancellationToken);
                if (step == StepsOfWorld)
                    await world.SettleAsync(TestContext.Current.CancellationToken);
                if (world.Faults is { } faults)
                    Assert.Fail($"Step {step}: {faults}\nPARLEY_SIM_SEED={seed} plays it again. What came before:\n{world.Journal}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    // A run is about rules and not about disks: where there is a file system in memory the database lies there.
    private static DirectoryInfo FolderInMemory()
    {
        const string memory = "/dev/shm";
        return Directory.Exists(memory)
            ? Directory.CreateDirectory(Path.Combine(memory, $"parley-simulation-{Guid.NewGuid():N}"))
            : Directory.CreateTempSubdirectory("parley-simulation-");
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
