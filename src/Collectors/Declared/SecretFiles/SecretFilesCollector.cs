using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>Reads every text file of the estate for secrets in the clear: where they stand and of what kind, never what they say.</summary>
public sealed class SecretFilesCollector : ICompleter
{
    internal const string Source = "secret-files";
    private const int LargestFile = 8 << 20;
    private static readonly ImmutableArray<string> Speaks = ["workload.writtenSecrets", "workload.toldSecrets"];

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => SecretWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var parts = new FileParts(scope);
        var folders = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (file.Length == 0 || parts.Of(file) is not { } part) continue;
            folders.Add(file.Folder);
            foreach (var claim in In(file, part, parts)) yield return claim;
        }

        foreach (var folder in folders)
        {
            yield return new Coverage(Source, Plane.Declared, new Reach(Asset: ProjectFolders.Inside(folder)), Speaks)
                .ToClaim(new Origin(Source, folder.Length == 0 ? null : folder));
        }
    }

    /// <inheritdoc/>
    public IEnumerable<Claim> Complete(Scope scope, IReadOnlyCollection<Claim> claims) 
    {
        var told = new Told(claims);
        foreach (var secret in claims.Where(c => c.Property == "writtenSecrets" && c.Origin.Source == Source).Concat(Above.ToClaims(scope, claims)))
        {
            if (secret.Subject.Key != $"path:{secret.Origin.File}") yield return secret;
            if (told.Has(secret)) yield return secret with { Property = "toldSecrets", Value = secret.Value.AsMap!["place"] };
        }
    }

    private static IEnumerable<Claim> In(EstateFile file, FilePart part, FileParts parts)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (bytes.AsSpan(0, Math.Min(bytes.Length, 8192)).IndexOf((byte)0) >= 0) return [];
        var found = WrittenSecrets.In(bytes, file, part, () => parts.IsIgnored(file)).ToList();
        return reason is null ? found : found.Append(Unread(file, reason));
    }

    internal static Claim Unread(EstateFile file, string reason) => new Gap(
        Source, Plane.Declared, GapKind.Missing, $"{reason}, so what stands behind that was not looked at for secrets", "split it, or leave it out of the scanned folder",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), Speaks).ToClaim(new Origin(Source, file.Path));
}
