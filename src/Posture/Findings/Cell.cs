using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>One workload under one control: the worst verdict of the control's rules on it and on what it uses.</summary>
public sealed record Cell(AssetRow Workload, string Control, Verdict Verdict);

/// <summary>The matrix while verdicts come in.</summary>
internal sealed class Cells
{
    private readonly Users users;
    private readonly SortedDictionary<(AssetId Workload, string Control), Verdict> worst = [];
    private readonly Dictionary<AssetId, AssetRow> workloads = [];

    public Cells(AssetGraph graph, Rulebook rulebook, Users users)
    {
        this.users = users;
        var controls = rulebook.Conditions.Select(c => c.Rule.Control).Distinct().ToList();
        foreach (var row in graph.Pages(AssetKind.Workload).SelectMany(p => p))
        {
            workloads[row.Id] = row;
            foreach (var control in controls) worst[(row.Id, control)] = Verdict.NotApplicable;
        }
    }

    public void Add(AssetRow row, string control, Verdict verdict)
    {
        foreach (var user in users.Of(row))
        {
            var key = (user.Id, control);
            if (worst.TryGetValue(key, out var so) && verdict > so) worst[key] = verdict;
        }
    }

    public ImmutableArray<Cell> All() => [.. worst.Select(w => new Cell(workloads[w.Key.Workload], w.Key.Control, w.Value))];
}
