using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Posture.Findings;

/// <summary>A rule that does not hold for an asset, or of which that cannot be known, with the claims that show it.</summary>
/// <param name="Id">Stable from scan to scan: the same rule and asset have the same id.</param>
/// <param name="Rule">The rule.</param>
/// <param name="Asset">The asset's row.</param>
/// <param name="Verdict">Fail or not-evaluable.</param>
/// <param name="Weight">Severity and the terms that make it.</param>
/// <param name="Message">The finding in words a person would say.</param>
/// <param name="Fix">What to do.</param>
/// <param name="Evidence">The claims, planes in order.</param>
/// <param name="Missing">For not-evaluable: the words nobody looked for, as rules write them.</param>
/// <param name="Weaknesses">For fail: each thing that is wrong.</param>
/// <param name="Waiver">The waiver written for it, whether it still carries it or not.</param>
public sealed record Finding(
    string Id, Rule Rule, AssetRow Asset, Verdict Verdict, Weight Weight, string Message, string Fix,
    ImmutableArray<Proof> Evidence, ImmutableArray<string> Missing, ImmutableArray<Weakness> Weaknesses, WaiverUse? Waiver = null)
{
    /// <summary>Somebody answers for it: it is shown, and stops nothing.</summary>
    public bool IsWaived => Waiver is { State: WaiverState.Holds };

    /// <summary>What is missing, as a clause: a word nobody looked for, or the reason that a source gave for not knowing.</summary>
    public static string Unknown(ImmutableArray<string> missing) =>
        missing.Any(m => m.Contains(' ', StringComparison.Ordinal)) ? string.Join(", ", missing) : $"nobody supplied {string.Join(", ", missing)}";

    /// <summary>Sixteen hexadecimal digits from the rule's and the asset's id.</summary>
    public static string Fingerprint(string rule, AssetId asset) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{rule}\n{asset}")))[..16];
}

/// <summary>One claim as evidence.</summary>
/// <param name="Plane">Who speaks; null for a fact.</param>
/// <param name="Property">The word as rules write it after the plane.</param>
/// <param name="Value">What is said; null where a covered source says nothing.</param>
/// <param name="Origin">Where it can be read again.</param>
/// <param name="Time">When it was so; null where the source has no clock.</param>
/// <param name="Sender">Where the call came from; null where that is not known.</param>
public sealed record Proof(Plane Plane, string Property, Value Value, Origin Origin, DateTimeOffset? Time, Sender? Sender = null);
