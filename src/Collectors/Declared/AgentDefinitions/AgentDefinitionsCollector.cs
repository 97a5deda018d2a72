using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.AgentDefinitions;

/// <summary>Reads files that are code in effect: prompts and agents that a library is handed as YAML, JSON or a template with a head.</summary>
public sealed class AgentDefinitionsCollector : ICollector
{
    internal const string Source = "agent-definitions";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => UseWords.Words;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var settings = new SettingFiles(scope);
        var texts = scope.Files.Where(f => f.Name == "skprompt.txt").ToDictionary(f => f.Path, StringComparer.Ordinal);
        var found = new List<(EstateFile, IReadOnlyList<Definition>)>();
        foreach (var file in DefinitionFiles.Of(scope))
        {
            cancellation.ThrowIfCancellationRequested();
            if (FileParts.Of(file) == FilePart.Vendored) continue;
            var definitions = DefinitionFiles.Read(file, texts.GetValueOrDefault, settings, out var problem);
            if (problem is not null) yield return Unread(file, problem);
            if (definitions.Count > 0) found.Add((file, definitions));
        }

        foreach (var claim in new DefinitionClaims(found).All()) yield return claim;
    }

    // Tests keep broken files on purpose.
    private static Claim Unread(EstateFile file, string why) => new Gap(
        Source, Plane.Declared, FileParts.Of(file) == FilePart.App ? GapKind.Unreadable : GapKind.Missing, why, "mend it so that the library that loads it could, or leave it out of the scanned folder",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), ["workload.uses", "workload.mentions"]).ToClaim(new Origin(Source, file.Path));
}
