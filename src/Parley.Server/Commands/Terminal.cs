using Spectre.Console;

namespace Parley.Server.Commands;

/// <summary>What commands say: friendly on a terminal, plain text in a file or pipe.</summary>
internal static class Terminal
{
    private static readonly IAnsiConsole Output = Create();

    /// <summary>A line as it is.</summary>
    public static void Line(string text = "") => Output.WriteLine(text);

    /// <summary>A line whose beginning stands out.</summary>
    public static void Heading(string strong, string rest = "") => Output.MarkupLine($"[bold]{Markup.Escape(strong)}[/]{Markup.Escape(rest)}");

    /// <summary>A name and its value, aligned with other such lines.</summary>
    public static void Fact(string name, string value, string remark = "")
    {
        Output.Markup($"  [grey]{Markup.Escape(name.PadRight(12))}[/] {Markup.Escape(value)}");
        Output.MarkupLine(remark.Length == 0 ? "" : $"  [grey]{Markup.Escape(remark)}[/]");
    }

    /// <summary>A table with a heading for each column.</summary>
    public static void Table(IReadOnlyList<string> columns, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.None);
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"  [grey]{Markup.Escape(column)}[/]").NoWrap());
        foreach (var row in rows)
            table.AddRow(row.Select(cell => new Text("  " + cell)));
        Output.Write(table);
    }

    /// <summary>Something the operator should know, beside the output.</summary>
    public static void Note(string text) => Console.Error.WriteLine("parley: " + text);

    private static IAnsiConsole Create()
    {
        var console = AnsiConsole.Create(new AnsiConsoleSettings());
        // Lines of a file are not to be broken where a terminal would end.
        if (Console.IsOutputRedirected)
            console.Profile.Width = 10_000;
        return console;
    }
}
