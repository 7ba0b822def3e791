using Microsoft.Extensions.Logging.Console;

namespace Parley.Server.Hosting;

/// <summary>What goes to the console: warnings, and with --verbose what the server does.</summary>
internal static class ConsoleLogging
{
    public static void AddParleyConsole(this ILoggingBuilder logging, bool isVerbose)
    {
        logging.SetMinimumLevel(isVerbose ? LogLevel.Information : LogLevel.Warning);
        // The framework's own news are of use to nobody who runs a chat server.
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Orleans", LogLevel.Warning);
        // Advice about garbage collection, and a watchdog that takes a start on a busy machine for a deadlock.
        logging.AddFilter("Orleans.Runtime.Silo", LogLevel.Error).AddFilter("Orleans.Runtime.Watchdog", LogLevel.Error);
        // Each timer by itself: that the process was held up, and for how long, is told once.
        logging.AddFilter("Orleans.Runtime.AsyncTimer", LogLevel.Error);
        // Who asks for the health is told; a server that is stopped on purpose is no failure.
        logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            options.UseUtcTimestamp = true;
        });
        // Beside the output of the command, so that this can be read by programs.
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
    }
}
