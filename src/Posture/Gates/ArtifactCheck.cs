using System.Collections.Immutable;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Gates;

/// <summary>Whether a model file that is released is one whose digest a registry approves.</summary>
public static class ArtifactCheck
{
    private const int Shown = 3;
    private const string File = "file:";

    /// <summary>What stands against the model files among the files of a release.</summary>
    internal static IEnumerable<GateReason> Reasons(IReadOnlyCollection<Claim> claims, ImmutableArray<string> files) =>
        from claim in claims
        where claim.Property == "artifact"
        let file = claim.Origin.File ?? ""
        where files.Contains(file)
        let name = file[(file.LastIndexOf('/') + 1)..]
        let refusal = Refusal(name, claim.Value.AsMap?["sha256"].AsString ?? "", claims)
        where refusal is not null
        select new GateReason("supply-chain", "artifact-digest-not-approved", name, refusal, "Release the file that was approved, or have this one approved: `file` and `digest` of a model or fine-tune in a registry.");

    /// <summary>Why a file is not one that was approved; null where nothing speaks against it: its digest is approved, or no registry gives the digest of a model file.</summary>
    /// <param name="name">The name of the file.</param>
    /// <param name="sha256">Its digest, in hexadecimal digits; empty where it could not be made.</param>
    /// <param name="claims">What registries say.</param>
    public static string? Refusal(string name, string sha256, IReadOnlyCollection<Claim> claims)
    {
        var digests = claims.Where(c => c is { Property: "digests", Plane: Plane.Approved, Subject.Kind: AssetKind.Model or AssetKind.FineTune }).ToList();
        var holders = claims.Where(c => c is { Property: Claim.Reserved.Relation, Plane: Plane.Approved }).Select(Relation.Read)
            .Where(r => r.Verb == "holds" && IsNamed(r.To.Key, name)).Select(r => r.From).ToHashSet();
        var own = digests.Where(d => holders.Contains(d.Subject)).ToList();
        var approved = own.Count > 0 ? own : digests;
        if (approved.Count == 0 || approved.Exists(d => string.Equals(d.Value.AsString, sha256, StringComparison.OrdinalIgnoreCase))) return null;
        var list = string.Join(", ", approved.Take(Shown).Select(d => $"sha256:{d.Value.AsString} of {d.Subject.Key} ({d.Origin})"));
        return $"{name} has {(sha256.Length > 0 ? $"the digest sha256:{sha256}" : "no digest that could be made")}, and approved {(approved.Count == 1 ? "is" : "are")} {list}{(approved.Count > Shown ? $" and {approved.Count - Shown} more" : "")}";
    }

    private static bool IsNamed(string key, string name) => key.StartsWith(File, StringComparison.Ordinal) && (key[File.Length..] == name || key.EndsWith("/" + name, StringComparison.Ordinal));
}
