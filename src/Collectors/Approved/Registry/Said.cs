using System.Globalization;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Something a registry says, and the file that says it.</summary>
/// <param name="File">The file; `ledger/` and the entry where a ledger says it.</param>
/// <param name="Node">What it says.</param>
/// <param name="Record">The record of the ledger that put it into force; 0 where a file says it.</param>
internal sealed record Said(string File, YamlNode Node, long Record = 0)
{
    public string? Text => Node.Text;

    public Said? this[string key] => Node[key] is { } node ? this with { Node = node } : null;

    public IEnumerable<Said> Items => Node.Items.Select(n => this with { Node = n });

    public Origin Origin => Record == 0 ? new(RegistryCollector.Source, File, Node.Line)
        : new(RegistryCollector.Source, File, Event: Record.ToString(CultureInfo.InvariantCulture));

    public string Where => Origin.ToString();

    /// <summary>The text itself, or that of a key where more is said about it.</summary>
    public string Named(string key) => (Text ?? Node[key]?.Text ?? "").Trim();

    /// <summary>The same for the same statement, however it is laid out; lists are sets.</summary>
    public string Canonical() => Canonical(Node);

    private static string Canonical(YamlNode node) => node switch
    {
        YamlMap map => "{" + string.Join(",", map.Entries.Where(e => !e.Key.StartsWith("x-", StringComparison.Ordinal))
            .Select(e => $"{e.Key}:{Canonical(e.Node)}").Order(StringComparer.Ordinal)) + "}",
        YamlList list => string.Join("|", list.Nodes.Select(Canonical).Distinct().Order(StringComparer.Ordinal)),
        YamlScalar scalar => $"'{scalar.Raw.ReplaceLineEndings("\n").Trim()}'",
        _ => "",
    };
}

/// <summary>What is wrong with one place of a registry file.</summary>
/// <param name="Section">The section it is in; empty for the file itself.</param>
/// <param name="Item">The entry it is in; null where that has no name.</param>
internal sealed record Problem(string Section, string File, int Line, Said? Item, string Reason, string Fix);
