using System.Globalization;

namespace Parley.Cluster.Tests.Simulation;

/// <summary>
/// People do random things at two processes, of which again and again one is lost. PARLEY_SIM_STEPS makes the run longer;
/// PARLEY_SIM_SEED decides what they do.
/// </summary>
public sealed class SiloLossSimulationTests
{
    private const int StepsOfRound = 80;
    private const int RoundsOfRun = 3;

    [Fact]
    public async Task Whichever_process_is_lost_nothing_acknowledged_is_and_no_ghost_stays_online()
    {
        var seed = Number("PARLEY_SIM_SEED") ?? 1;
        var rounds = Math.Max(1, (Number("PARLEY_SIM_STEPS") ?? (RoundsOfRun * StepsOfRound)) / StepsOfRound);
        TestContext.Current.SendDiagnosticMessage("PARLEY_SIM_SEED={0}", seed);
        await using var world = await LossyWorld.StartAsync(seed);
        var checks = new QuietChecks(world);
        for (var round = 1; round <= rounds; round++)
        {
            world.Note($"-- round {round}");
            try
            {
                await world.PlayAsync(StepsOfRound);
                await checks.HoldAsync();
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                Assert.Fail($"Round {round}: {exception.Message}\nPARLEY_SIM_SEED={seed} does the same again. What people did:\n"
                    + string.Join('\n', world.Journal));
            }
        }
        // A run in which nothing was acknowledged, or nobody was left, shows nothing.
        Assert.NotEmpty(world.FrontEnds.SelectMany(f => f.Acknowledged));
        TestContext.Current.SendDiagnosticMessage("{0} messages acknowledged", world.FrontEnds.Sum(f => f.Acknowledged.Count));
    }

    private static int? Number(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}
