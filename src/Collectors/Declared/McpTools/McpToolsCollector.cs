using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>Reads saved answers of MCP servers and what publishes them, and judges the tools, prompts and texts in them. It starts and reaches no server.</summary>
public sealed class McpToolsCollector : ICollector
{
    internal const string Source = "mcp-tools";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Declared;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => ToolWords.All;

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        var registries = RegistryReferences.Of(scope);
        var files = new List<ListingFile>();
        var folders = scope.Files.Where(f => Content.Head(f).IndexOf("\nabout:"u8) >= 0).Select(f => f.Folder).ToHashSet(StringComparer.Ordinal);
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (registries.IsApproved(file.Path) || FileParts.Of(file) == FilePart.Vendored) continue;
            if (ListingFiles.Read(file, folders.Contains(file.Folder), out var problem) is { } found) files.Add(found);
            if (problem is not null) yield return Unread(file, problem);
            if (ServerBundles.Of(file, out _) is [var manifest, ..] && ListingFiles.Read(manifest, false, out _) is { } bundled) files.Add(bundled);
        }

        foreach (var claim in new ListingClaims(files, ServerFiles.Of(scope)).All()) yield return claim;
    }

    private static Claim Unread(EstateFile file, string why) => new Gap(
        Source, Plane.Declared, FileParts.Of(file) == FilePart.App ? GapKind.Unreadable : GapKind.Missing, why, $"save the answer of the server again: `{file.Path}` may name tools of any server",
        Reach.Everything, ["mcp-server.tools", "mcp-server.capabilities", "mcp-server.signs", "mcp-server.texts"]).ToClaim(new Origin(Source, file.Path));
}
