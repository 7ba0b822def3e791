using System.Text.RegularExpressions;

namespace Parley.Topics.Tests.Simulation;

/// <summary>The last things that happened, to be read when something is wrong.</summary>
internal sealed partial class Journal(int entriesMax)
{
    private readonly Queue<string> _entries = new();

    public void Add(string entry)
    {
        if (_entries.Count == entriesMax)
            _entries.Dequeue();
        _entries.Enqueue(entry);
    }

    public override string ToString() => Unsaid().Replace(string.Join(Environment.NewLine, _entries), "");

    // Records print all that they do not say as well.
    [GeneratedRegex(@"\w+ = (, |False, |True, (?=Number)|0, |(?= \}))|(, )?\w+ = (?= \})|SessionId \{ FrontEnd = FrontEndId \{ Value = \d+, IsNone = \w+ \}, |At = [^,]*, |Timestamp = [^,}]*(, )?")]
    private static partial Regex Unsaid();
}
