using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Reports.Html;

/// <summary>One workload's line through the four planes: how much departs on each, and what nobody saw.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Seen">By plane: somebody looked there for it.</param>
/// <param name="Wrong">By plane: findings whose departure lies there.</param>
/// <param name="Open">By plane: checks that lack its evidence.</param>
public sealed record Plumb(AssetRow Workload, bool[] Seen, int[] Wrong, int[] Open)
{
    private static readonly Plane[] Planes = Enum.GetValues<Plane>();

    /// <summary>The line of one workload.</summary>
    public static Plumb Of(AssetRow workload, Estate estate)
    {
        var (wrong, open) = (new int[Planes.Length], new int[Planes.Length]);
        foreach (var finding in estate.About(workload))
        {
            if (finding.Verdict == Verdict.Fail) wrong[(int)Break(finding)]++;
            foreach (var plane in Planes) if (finding.Missing.Any(m => m.StartsWith(plane.Name() + ".", StringComparison.Ordinal))) open[(int)plane]++;
        }

        return new Plumb(workload, [.. Planes.Select(p => (workload.Planes & (1 << (int)p)) != 0)], wrong, open);
    }

    /// <summary>The plane on which a finding departs: where what is wrong is said, else the last plane it rests on.</summary>
    public static Plane Break(Finding finding)
    {
        var said = finding.Weaknesses.Select(w => w.Plane).OfType<Plane>().Where(p => p > Plane.Approved).ToList();
        if (said.Count > 0) return said.Min();
        return finding.Evidence.IsEmpty ? Plane.Approved : finding.Evidence.Max(e => e.Plane);
    }

    /// <summary>The drawing in words.</summary>
    public string InWords() => $"{Workload.Name}: " + string.Join("; ", Planes.Select(p => $"{p.Name()} " + (Wrong[(int)p], Seen[(int)p], Open[(int)p]) switch
    {
        ( > 0 and var n, _, _) => $"{n} out of line",
        (_, false, _) => "not seen",
        (_, _, > 0 and var n) => $"{n} not evaluable",
        _ => "in line",
    }));
}
