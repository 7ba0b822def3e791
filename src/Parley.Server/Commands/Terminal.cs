using Spectre.Console;

namespace Parley.Server.Commands;

/// <summary>What commands say: friendly on a terminal, plain text in a file or pipe.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole Output = Create();

    /// <summary>A line as it is.</summary>
    public static void Line(string text = "") => Output.WriteLine(Printable(text));

    /// <summary>A line whose beginning stands out.</summary>
    public static void Heading(string strong, string rest = "") => Output.MarkupLine($"[bold]{Safe(strong)}[/]{Safe(rest)}");

    /// <summary>A name and its value, aligned with other such lines.</summary>
    public static void Fact(string name, string value, string remark = "")
    {
        Output.Markup($"  [grey]{Safe(name.PadRight(12))}[/] {Safe(value)}");
        Output.MarkupLine(remark.Length == 0 ? "" : $"  [grey]{Safe(remark)}[/]");
    }

    /// <summary>A table with a heading for each column.</summary>
    public static void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows, bool withHeading = true)
    {
        var table = new Table { ShowHeaders = withHeading }.Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"  [grey]{Safe(column)}[/]").NoWrap());
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text("  " + Printable(cell))));
        Output.Write(table);
    }

    /// <summary>Somebody sits in front of it.</summary>
    public static bool CanAsk => !Console.IsInputRedirected && !Console.IsOutputRedirected;

    /// <summary>A question to be answered by yes or no; the default is no.</summary>
    public static bool Confirm(string question) => Output.Confirm(Safe(question), defaultValue: false);

    /// <summary>A password, typed twice without being seen.</summary>
    /// <exception cref="CommandFailedException">The two differ.</exception>
    public static string AskNewPassword()
    {
        var password = Output.Prompt(new TextPrompt<string>("Password:").Secret());
        return password == Output.Prompt(new TextPrompt<string>("Once more:").Secret())
            ? password
            : throw new CommandFailedException("The two passwords differ; try again.");
    }

    /// <summary>Shows that something is under way, where somebody sits in front of it.</summary>
    public static Task<T> WaitAsync<T>(string doing, Func<Task<T>> work) =>
        Console.IsOutputRedirected ? work() : Output.Status().StartAsync(Markup.Escape(doing), _ => work());

    /// <summary>Shows how far something has come, where somebody sits in front of it.</summary>
    /// <param name="steps">So many steps make the whole.</param>
    /// <param name="work">Is given what to call after each step.</param>
    public static Task ProgressAsync(string doing, int steps, Func<Action, Task> work)
    {
        if (Console.IsOutputRedirected)
            return work(() => { });
        return Output.Progress().StartAsync(async progress =>
        {
            var task = progress.AddTask(Markup.Escape(doing), maxValue: Math.Max(steps, 1));
            await work(() => task.Increment(1));
            task.Value = task.MaxValue;
        });
    }

    /// <summary>Something the operator should know, beside the output.</summary>
    public static void Note(string text) => Console.Error.WriteLine("parley: " + text);

    private static string Safe(string text) => Markup.Escape(Printable(text));

    // Users choose their names: what would move the cursor, change the title or turn the direction of writing is not passed on.
    private static string Printable(string text) =>
        text.Any(IsCommand) ? string.Concat(text.Select(c => IsCommand(c) ? '\uFFFD' : c)) : text;

    private static bool IsCommand(char c) => char.IsControl(c) || c is '\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        // Lines of a file are not to be broken where a terminal would end.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 10_000;
        return console;
    }
}
