using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Parley.Protocol.Names;
using Parley.Storage.Sql.Sqlite;

namespace Parley.Topics.Tests.Simulation;

/// <summary>
/// Seeded worlds (invariants of the design): a seed that fails is played again by PARLEY_SIMULATION_SEED, and PARLEY_SIMULATION_STEPS
/// makes the play longer.
/// </summary>
public sealed class SimulationTests
{
    private const int Steps = 2500;

    public static TheoryData<int> Seeds =>
        Environment.GetEnvironmentVariable("PARLEY_SIMULATION_SEED") is { } seed
            ? [int.Parse(seed, CultureInfo.InvariantCulture)]
            : [1, 2, 3, 4];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Whatever_people_do_in_a_group_memory_rows_and_sessions_agree(int seed)
    {
        var folder = Directory.CreateTempSubdirectory("parley-simulation-");
        try
        {
            var cipher = new UidCipher("simulationsecret"u8);
            var options = new SqliteStoreOptions { Path = Path.Combine(folder.FullName, "parley.db"), Cipher = cipher };
            await using var store = await SqliteStore.OpenAsync(options, NullLogger.Instance, TestContext.Current.CancellationToken);
            var group = new SimulatedGroup(store, new IdSource(cipher, 1, TimeProvider.System), seed);
            await group.BeginAsync(TestContext.Current.CancellationToken);
            for (var step = 1; step <= StepCount; step++)
            {
                if (await group.StepAsync(TestContext.Current.CancellationToken) is { } wrong)
                    Assert.Fail($"seed {seed}, step {step}: {wrong}");
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static int StepCount =>
        Environment.GetEnvironmentVariable("PARLEY_SIMULATION_STEPS") is { } steps ? int.Parse(steps, CultureInfo.InvariantCulture) : Steps;
}
