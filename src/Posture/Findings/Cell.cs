using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>One workload under one control.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Control">The control.</param>
/// <param name="Verdict">The worst verdict of the control's rules on it and on what it uses.</param>
/// <param name="IsWaived">True where it fails only in what somebody answers for; what else is wrong or not known is not hidden by that.</param>
public sealed record Cell(AssetRow Workload, string Control, Verdict Verdict, bool IsWaived);

/// <summary>The matrix while verdicts come in.</summary>
internal sealed class Cells
{
    private readonly Users users;
    private readonly Dictionary<(AssetId Workload, string Control), Verdict> worst = [];
    private readonly HashSet<(AssetId Workload, string Control)> waived = [];
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

    public void Add(AssetRow row, string control, Verdict verdict, bool isWaived)
    {
        foreach (var user in users.Of(row))
        {
            var key = (user.Id, control);
            if (isWaived && worst.ContainsKey(key)) waived.Add(key);
            else if (worst.TryGetValue(key, out var so) && verdict > so) worst[key] = verdict;
        }
    }

    public ImmutableArray<Cell> All() => [.. worst.OrderBy(w => w.Key).Select(w => One(w.Key, w.Value))];

    private Cell One((AssetId Workload, string Control) key, Verdict verdict) => waived.Contains(key) && verdict < Verdict.NotEvaluable
        ? new Cell(workloads[key.Workload], key.Control, Verdict.Fail, true)
        : new Cell(workloads[key.Workload], key.Control, verdict, false);
}
