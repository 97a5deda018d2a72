using System.Collections.Immutable;

namespace Plumbline.Code.Deeds;

/// <summary>Deeds as they are found; the same deed found again adds what reaches it.</summary>
internal sealed class Ledger
{
    private const int MostDeeds = 20_000;
    private const int MostFlows = 24;
    private readonly Dictionary<(DeedKind, string, int, string, string), Deed> deeds = [];
    private readonly HashSet<(string Tool, int Line, string Name)> used = [];

    /// <summary>Writes a deed down.</summary>
    public void Add(Deed deed)
    {
        var key = (deed.Kind, deed.File, deed.Line, deed.Api, deed.Tool);
        if (!deeds.TryGetValue(key, out var before))
        {
            if (deeds.Count < MostDeeds) deeds.Add(key, deed);
            return;
        }

        deeds[key] = before with
        {
            Subject = before.Subject.Length > 0 && !before.Subject.StartsWith('{') || deed.Subject.Length == 0 ? before.Subject : deed.Subject,
            Flows = [.. before.Flows.Concat(deed.Flows).Distinct().Take(MostFlows)],
            IsQuiet = before.IsQuiet && deed.IsQuiet, IsAside = before.IsAside && deed.IsAside, IsUncalled = before.IsUncalled && deed.IsUncalled,
            Trigger = before.Trigger.Length == 0 || deed.Trigger.Length == 0 ? "" : before.Trigger,
            Others = before.Subject == deed.Subject || before.Others.Length > 16 ? before.Others : [.. before.Others.Append(deed.Subject).Distinct()],
        };
    }

    /// <summary>Says that what came back is looked at.</summary>
    public void Use(Value value, string tool)
    {
        foreach (var atom in value.Atoms) if (atom is Taint { Source: SourceKind.Network } taint) used.Add((tool, taint.Line, taint.Name));
    }

    /// <summary>What was found, in the order of file and line.</summary>
    public ImmutableArray<Deed> All() =>
    [
        .. deeds.Values.Select(d => used.Contains((d.Tool, d.Line, d.Subject)) || d.Others.Any(o => used.Contains((d.Tool, d.Line, o))) ? d with { IsUsed = true } : d)
            .OrderBy(d => d.File, StringComparer.Ordinal).ThenBy(d => d.Line).ThenBy(d => d.Kind).ThenBy(d => d.Api, StringComparer.Ordinal).ThenBy(d => d.Tool, StringComparer.Ordinal),
    ];
}
