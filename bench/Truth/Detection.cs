namespace Plumbline.Bench.Truth;

/// <summary>A detection that somebody else labelled events for.</summary>
/// <param name="Rule">The rule that claims it; null where none does.</param>
/// <param name="Why">Why none does.</param>
internal sealed record Detection(string? Rule, string Why)
{
    /// <summary>Reads the table beside the program.</summary>
    public static Dictionary<string, Detection> Read(string file) => File.ReadLines(file).Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t'))
        .ToDictionary(p => p[0], p => new Detection(p[1] == "-" ? null : p[1], p.ElementAtOrDefault(2) ?? ""), StringComparer.Ordinal);
}

/// <summary>How a rule did on the events of one detection.</summary>
internal sealed class Result(string detection, string? rule)
{
    private int found, missed, silent, loud;

    public string? Rule => rule;

    public int Events => found + missed + silent + loud;

    public int Right => rule is null ? 0 : found + silent;

    /// <summary>Counts one event; false where the rule did not do what the label says.</summary>
    public bool Add(bool expected, HashSet<string> fired)
    {
        var spoke = rule is not null && fired.Contains(rule);
        if (expected && spoke) found++;
        else if (expected) missed++;
        else if (spoke) loud++;
        else silent++;
        return rule is null || expected == spoke;
    }

    public override string ToString() => rule is null
        ? $"{detection,-56} {"not claimed",-32} {Events,6}"
        : $"{detection,-56} {rule,-32} {Events,6} {found + "/" + (found + missed),7} {silent + "/" + (silent + loud),7} {100.0 * Right / Math.Max(1, Events),5:0}%";
}
