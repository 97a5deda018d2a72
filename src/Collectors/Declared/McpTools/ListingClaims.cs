using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.Mcp;
using Plumbline.Guardrails.Tools;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.McpTools;

/// <summary>What listings and manifests say of the servers they belong to.</summary>
internal sealed class ListingClaims
{
    private const string Source = McpToolsCollector.Source;
    private readonly List<(ListingFile File, Listing Listing, AssetId Server)> listings = [];
    private readonly List<(ListingFile File, Manifest Manifest, AssetId Server)> manifests = [];
    private readonly ImmutableHashSet<string> names;
    private readonly ServerFiles configured;

    /// <summary>Reads the documents and joins what they say to the servers that clients are set up to use.</summary>
    public ListingClaims(IReadOnlyList<ListingFile> files, ServerFiles configured)
    {
        this.configured = configured;
        foreach (var file in files)
            foreach (var manifest in file.Documents.SelectMany(d => Manifests.In(d.Root, file.File.Folder))) manifests.Add((file, manifest, IdOf(manifest, file, configured)));
        var published = manifests.GroupBy(m => m.File.File.Folder, StringComparer.Ordinal).Where(g => g.Select(m => m.Server).Distinct().Count() == 1).ToDictionary(g => g.Key, g => g.First(), StringComparer.Ordinal);
        foreach (var file in files)
        {
            var beside = published.TryGetValue(file.File.Folder, out var by);
            var reader = new ListingReader();
            foreach (var (root, line) in file.Documents) reader.Read(root, line, beside);
            foreach (var listing in reader.Found) listings.Add((file, listing, beside ? by.Server : IdOf(listing, file, configured)));
        }

        names = [.. listings.SelectMany(l => l.Listing.Tools ?? []).Select(t => t.Tool.Name.ToLowerInvariant())];
    }

    /// <summary>The claims, in the order of the files.</summary>
    public IEnumerable<Claim> All()
    {
        // A catalogue of what others publish makes nobody use it.
        var told = listings.Select(l => l.Server).Concat(configured.Ids).ToHashSet();
        foreach (var (file, manifest, server) in manifests.Where(m => m.Manifest.IsOwn || told.Contains(m.Server)))
        {
            var at = At(file, manifest.Line);
            yield return Say(server, "name", Value.Of(ServerKey.Shown(manifest.Name)), at);
            yield return Say(server, "publications", Value.Map(
                ("kind", Value.Of(manifest.Kind)), ("name", Value.Of(ServerKey.Shown(manifest.Name))), ("version", Value.Of(manifest.Version)), ("remotes", Value.List(manifest.Remotes)),
                ("plain", Value.Of(manifest.Remotes.Any(r => ServiceAddress.Parse(r) is { IsPlain: true, Network: "public" or "private" }))), ("file", Value.Of(file.File.Path)), ("at", Value.Of(at.ToString()))), at);
            yield return Looked(server, at, ["mcp-server.publications"]);
        }

        foreach (var (file, listing, server) in listings) foreach (var claim in Of(file, listing, server)) yield return claim;
    }

    private IEnumerable<Claim> Of(ListingFile file, Listing listing, AssetId server)
    {
        var whole = At(file, listing.Line);
        if (listing.Server.Length > 0 || !manifests.Any(m => m.Server == server)) yield return Say(server, "name", Value.Of(NameOf(listing, file)), whole);
        var own = (listing.Tools ?? []).Select(t => t.Tool.Name.ToLowerInvariant()).ToImmutableHashSet();
        var neighbours = new ToolNeighbours(own, names.Except(own));
        foreach (var (tool, line) in listing.Tools ?? []) foreach (var claim in Tool(file, listing, tool, At(file, line), server, neighbours)) yield return claim;
        foreach (var (offer, what) in listing.Prompts.Select(o => (o, "prompt")).Concat(listing.Resources.Select(o => (o, "resource"))).Concat(listing.Instructions is { } text ? [(text, "instructions")] : []))
            foreach (var claim in Text(file, offer, what, server, neighbours)) yield return claim;
        // What a tool does that neither name nor description tells is not known to be nothing.
        var isWhole = listing.Tools is not null && !listing.IsCut;
        ImmutableArray<string> words = [.. isWhole ? (string[])["mcp-server.tools"] : [], .. isWhole && listing.Tools!.TrueForAll(t => ToolJudge.Judge(t.Tool).IsKnown) ? (string[])["mcp-server.capabilities"] : [], "mcp-server.signs", "mcp-server.texts"];
        yield return Looked(server, whole, words);
        if (listing.IsCut)
            yield return new Gap(Source, Plane.Declared, GapKind.Missing, $"the list of tools in `{file.File.Path}` goes on where its `nextCursor` points", "save the other pages too",
                new Reach(Asset: server), ["mcp-server.tools", "mcp-server.capabilities", "mcp-server.signs"]).ToClaim(whole);
    }

    private static IEnumerable<Claim> Tool(ListingFile file, Listing listing, ToolDefinition tool, Origin at, AssetId server, ToolNeighbours neighbours)
    {
        var (capabilities, signs, _) = DefinitionJudge.Judge(tool, neighbours);
        yield return Say(server, "tools", Value.Map(
            ("name", Value.Of(ServerKey.Shown(tool.Name))), ("id", Value.Of(Fingerprints.OfTool(ServerKey.Shown(tool.Name), tool.Description.Length > 0 ? tool.Description : null, tool.Input.ValueKind == JsonValueKind.Object ? tool.Input : default))),
            ("digest", Value.Of(ToolDigest.Of(tool))), ("capabilities", Value.List(capabilities.Where(c => c.IsSure).Select(c => c.Kind.Name()))),
            ("version", Value.Of(listing.Version)), ("file", Value.Of(file.File.Path)), ("at", Value.Of(at.ToString()))), at);
        foreach (var capability in capabilities) yield return Say(server, ToolStatements.Capabilities, ToolStatements.Of(capability, tool.Name, server.Key, at.ToString()), at);
        foreach (var sign in signs) yield return Say(server, "signs", ToolStatements.Of(sign, "tool", tool.Name, at.ToString()), at);
    }

    private static IEnumerable<Claim> Text(ListingFile file, Offer offer, string what, AssetId server, ToolNeighbours neighbours)
    {
        var at = At(file, offer.Line);
        yield return Say(server, "texts", Value.Map(
            ("what", Value.Of(what)), ("name", Value.Of(ServerKey.Shown(offer.Name))), ("fingerprint", Value.Of(Fingerprints.OfText(string.Join('\n', offer.Texts.Select(t => t.Text))))),
            ("file", Value.Of(file.File.Path)), ("at", Value.Of(at.ToString()))), at);
        // Instructions are there to instruct; what they may not do is the rest.
        foreach (var sign in offer.Texts.SelectMany(t => DefinitionJudge.JudgeText(t.Text, t.Place, neighbours)).Where(s => what != "instructions" || s.Weight == SignWeight.High))
            yield return Say(server, "signs", ToolStatements.Of(sign, what, offer.Name, at.ToString()), at);
    }

    private static AssetId IdOf(Manifest manifest, ListingFile file, ServerFiles configured)
    {
        foreach (var key in manifest.Keys) if (key.Length > 0) return new AssetId(AssetKind.McpServer, key);
        return configured.Named(manifest.Name) is [var one] ? one : new AssetId(AssetKind.McpServer, $"{file.File.Path}#{ServerKey.Shown(manifest.Name)}");
    }

    private static AssetId IdOf(Listing listing, ListingFile file, ServerFiles configured) =>
        listing.Server.Length > 0 && configured.Named(listing.Server) is [var one] ? one : new AssetId(AssetKind.McpServer, listing.Server.Length == 0 ? file.File.Path : $"{file.File.Path}#{ServerKey.Shown(listing.Server)}");

    private static string NameOf(Listing listing, ListingFile file) => listing.Server.Length > 0 ? ServerKey.Shown(listing.Server) : $"the server of {file.File.Path}";

    private static Origin At(ListingFile file, int line) => new(Source, file.File.Path, line);

    private static Claim Say(AssetId subject, string word, Value value, Origin origin) => new(subject, word, Plane.Declared, value, origin, DateTimeOffset.MinValue);

    private static Claim Looked(AssetId server, Origin at, ImmutableArray<string> words) => new Coverage(Source, Plane.Declared, new Reach(Asset: server), words).ToClaim(at with { Line = 0 });
}
