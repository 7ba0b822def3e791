using System.Runtime.InteropServices;

namespace Parley.Accounts.Authenticators;

/// <summary>Lets work wait for everything else that the processor has to do.</summary>
internal static partial class LowPriority
{
    private const int OfProcess = 0;
    private const int Niceness = 10;

    /// <summary>Of the thread that calls, for the rest of its life.</summary>
    public static void OfThisThread()
    {
        Thread.CurrentThread.Priority = ThreadPriority.BelowNormal;
        // The runtime does not tell Linux. There "this process" is the thread that calls. Whether it works is of no account.
        if (OperatingSystem.IsLinux())
            _ = SetPriority(OfProcess, 0, Niceness);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
