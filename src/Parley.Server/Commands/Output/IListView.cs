namespace Parley.Server.Commands.Output;

/// <summary>How the items of a list look in a table.</summary>
internal interface IListView<in T>
{
    IReadOnlyList<string> Columns { get; }

    IReadOnlyList<string> RowOf(T item);

    /// <summary>What a later list can begin after.</summary>
    string KeyOf(T item);

    /// <summary>What is said if there are none.</summary>
    string Empty { get; }
}
