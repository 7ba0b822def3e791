using System.Text.Json;
using Parley.Server.Admin;

namespace Parley.Server.Commands.Output;

/// <summary>How a command answers: in JSON for programs, else in a form for people.</summary>
internal sealed class Answer(bool isJson)
{
    // So many rows are laid out together: a table needs to know its widths.
    private const int TableRows = 100;

    public bool IsJson => isJson;

    /// <summary>One thing.</summary>
    /// <param name="show">Shows it to people.</param>
    public void Write<T>(T value, Action<T> show)
    {
        if (isJson)
            Console.Out.WriteLine(JsonSerializer.Serialize(value, OperatorJson.Indented));
        else
            show(value);
    }

    /// <summary>A list, written while it comes. If it has more than the limit, a note tells how to go on.</summary>
    /// <param name="limit">So many at most; 0 for no limit. The list itself should go on by one.</param>
    public async Task WriteListAsync<T>(IAsyncEnumerable<T> items, IListView<T> view, int limit, CancellationToken cancellationToken)
    {
        var page = new ListPage<T>(view, isJson);
        T? last = default;
        var count = 0;
        var hasMore = false;
        page.Begin();
        await foreach (var item in items.WithCancellation(cancellationToken))
        {
            if (hasMore = count == limit && limit > 0)
                break;
            page.Add(item);
            if (++count % TableRows == 0)
                page.Flush();
            last = item;
        }

        page.End();
        if (count == 0 && !isJson)
            Terminal.Line(view.Empty);
        if (hasMore)
            Terminal.Note($"there are more: go on with --after {view.KeyOf(last!)}, or ask for all with --limit 0.");
    }
}
