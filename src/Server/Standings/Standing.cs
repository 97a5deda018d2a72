using System.Collections.Immutable;
using Plumbline.Posture.Findings;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Scans;
using Plumbline.Store.Recordings;

namespace Plumbline.Server.Standings;

/// <summary>How the estate stands: one frozen report that every answer is given from until the next one takes its place.</summary>
/// <param name="Number">Counts the changes since the server was started; answers of one number are the same.</param>
/// <param name="Report">The assets, their claims, and what was found.</param>
/// <param name="At">When it was made.</param>
/// <param name="Took">How long reading and judging took.</param>
/// <param name="Work">How many assets were asked about by how many rules.</param>
/// <param name="Changes">Which findings stand otherwise than before.</param>
public sealed record Standing(long Number, Report Report, DateTimeOffset At, TimeSpan Took, Work Work, ImmutableArray<FindingChange> Changes)
{
    /// <summary>Where things of it are found.</summary>
    public StandingIndex Index { get; } = new(Report);

    /// <summary>A text that is the same for the same answer: what a browser keeps it under.</summary>
    public string Tag => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\"{Started:x}-{Number}\"");

    // A server that was started again counts from the beginning, and its answers are others.
    private static readonly long Started = BitConverter.ToInt64(System.Security.Cryptography.RandomNumberGenerator.GetBytes(8)) & 0xffffffffff;
}

/// <summary>A finding that stands otherwise than before.</summary>
/// <param name="Id">The finding's fingerprint.</param>
/// <param name="Was">How it stood; null where it was not there.</param>
/// <param name="Now">How it stands.</param>
/// <param name="Finding">The finding, as it is or was last.</param>
public sealed record FindingChange(string Id, FindingState? Was, FindingState Now, Finding Finding)
{
    /// <summary>What changed from one assessment to the next, in the order of the later one; what is gone last.</summary>
    /// <param name="before">The earlier one; null for none.</param>
    /// <param name="after">The later one.</param>
    /// <param name="graph">The estate of the later one.</param>
    public static ImmutableArray<FindingChange> Between(Assessment? before, Assessment after, AssetGraph graph)
    {
        var known = (before?.Findings ?? []).ToDictionary(f => f.Id, StringComparer.Ordinal);
        var changes = ImmutableArray.CreateBuilder<FindingChange>();
        foreach (var finding in after.Findings)
        {
            known.Remove(finding.Id, out var was);
            var now = StateOf(finding);
            if (was is null && now == FindingState.Unknown) continue;
            if (was is not null && StateOf(was) == now && was.Weight.Severity == finding.Weight.Severity) continue;
            changes.Add(new FindingChange(finding.Id, was is null ? null : StateOf(was), now, finding));
        }

        foreach (var gone in known.Values.Where(f => StateOf(f) != FindingState.Unknown).OrderBy(f => f.Id, StringComparer.Ordinal))
            changes.Add(new FindingChange(gone.Id, StateOf(gone), graph.MayHaveLost(gone.Asset.Id) ? FindingState.Unknown : FindingState.Resolved, gone));
        return changes.DrainToImmutable();
    }

    /// <summary>How a finding stands by itself.</summary>
    public static FindingState StateOf(Finding finding) =>
        finding.Verdict != Posture.Rules.Verdict.Fail ? FindingState.Unknown : finding.IsWaived ? FindingState.Waived : FindingState.Open;
}
