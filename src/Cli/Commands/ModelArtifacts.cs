using Plumbline.Collectors.Approved.Registry;
using Plumbline.Collectors.Declared.ModelFiles;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Posture.Scans;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>What a file to be deployed is, where it is a model: judged as a scan judges it, and held against the digests that registries approve.</summary>
/// <param name="Refusal">Why it must not go out; null where nothing is wrong with it.</param>
/// <param name="Unknown">What could not be looked into; null where it was seen whole.</param>
/// <param name="Note">What is worth a look; null where nothing is.</param>
internal sealed record ModelArtifacts(string? Refusal, string? Unknown, string? Note)
{
    private const int Shown = 3;

    /// <summary>Judges files; those that are no models are not judged.</summary>
    /// <param name="files">Paths.</param>
    /// <param name="registries">Folders with registries; none: no digest is compared.</param>
    public static async Task<ModelArtifacts> OfAsync(IReadOnlyList<string> files, IReadOnlyList<string> registries)
    {
        var approved = await ClaimsAsync(new RegistryCollector(), registries).ConfigureAwait(false);
        var unread = approved.Where(c => c.Property == Claim.Reserved.Gap).Select(Gap.Read).FirstOrDefault(g => g.Kind == GapKind.Unreadable)?.Reason;
        var judged = new List<ModelArtifacts> { new(null, unread, null) };
        foreach (var file in files)
        {
            var claims = await ClaimsAsync(new ModelFilesCollector(), [file]).ConfigureAwait(false);
            judged.AddRange(claims.Where(c => c.Property == "artifact").Select(c => Of(Path.GetFileName(file), c.Value.AsMap!, approved, registries.Count > 0)));
        }

        return new ModelArtifacts(judged.Find(j => j.Refusal is not null)?.Refusal, judged.Find(j => j.Unknown is not null)?.Unknown, judged.Find(j => j.Note is not null)?.Note);
    }

    private static ModelArtifacts Of(string name, Cel.Types.MapValue said, List<Claim> approved, bool isCompared)
    {
        var signs = (said["signs"].AsList?.Items ?? []).Select(s => s.AsMap!).Select(s => $"{s["kind"].AsString}: {s["subject"].AsString} {s["place"].AsString}").Take(Shown);
        var (verdict, told) = (said["verdict"].AsString, string.Join("; ", signs));
        if (verdict == "malicious") return new($"`{name}` is a malicious model file: {told}", null, null);
        if (isCompared && !approved.Exists(c => c.Property == "digests")) return new(null, $"no registry there gives the digest of a model file, so nothing says that `{name}` is the approved one", null);
        if (isCompared && ArtifactCheck.Refusal(name, said["sha256"].AsString ?? "", approved) is { } refusal) return new(refusal, null, null);
        if (verdict == "not-scanned") return new(null, $"`{name}` was not looked into: {(said["notScanned"].AsList?.Items ?? []).FirstOrDefault().AsString}; name it as NAME@sha256:DIGEST to compare its digest only", null);
        return new(null, null, verdict == "review" ? $"`{name}` is worth a look: {told}" : null);
    }

    private static async Task<List<Claim>> ClaimsAsync(ICollector collector, IReadOnlyList<string> roots)
    {
        if (roots.Count == 0) return [];
        var scope = Estate.Open(roots, null, TimeProvider.System, out var problem) ?? throw new LedgerException(problem!);
        var claims = new List<Claim>();
        await foreach (var claim in collector.CollectAsync(scope, CancellationToken.None).ConfigureAwait(false)) claims.Add(claim);
        return claims;
    }
}
