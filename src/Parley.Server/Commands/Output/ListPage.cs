using System.Text.Json;
using Parley.Server.Admin;

namespace Parley.Server.Commands.Output;

/// <summary>Writes the items of a list: one line of JSON each, or tables of as many rows as have come together.</summary>
internal sealed class ListPage<T>(IListView<T> view, bool isJson)
{
    private readonly List<IReadOnlyList<string>> _rows = [];
    private bool _hasItems, _hasHeading;

    public void Begin()
    {
        if (isJson)
            Console.Out.Write("[");
    }

    public void Add(T item)
    {
        if (isJson)
        {
            Console.Out.WriteLine(_hasItems ? "," : "");
            Console.Out.Write("  " + JsonSerializer.Serialize(item, OperatorJson.Options));
        }
        else
        {
            _rows.Add(view.RowOf(item));
        }

        _hasItems = true;
    }

    public void Flush()
    {
        if (_rows.Count == 0)
            return;
        Terminal.Table(view.Columns, _rows, withHeading: !_hasHeading);
        _hasHeading = true;
        _rows.Clear();
    }

    public void End()
    {
        Flush();
        if (isJson)
            Console.Out.WriteLine(_hasItems ? Environment.NewLine + "]" : "]");
    }
}
