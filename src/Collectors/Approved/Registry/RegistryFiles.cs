using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Finds the registry files of an estate by what they say, and reads them.</summary>
internal static partial class RegistryFiles
{
    private const string Fix = "write it as yaml or json with `plumbline: registry/v1` at the top; docs/registry.md has a full example";
    private static readonly string[] Endings = [".yaml", ".yml", ".json"];
    private static readonly Regex Section = new(
        $$"""(?:^|[{,])\s*["']?(?:{{string.Join('|', RegistryForm.Sections.Select(s => Regex.Escape(s.Name)))}})["']?[ \t]*:""",
        RegexOptions.Multiline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(20));

    /// <summary>Reads the files, and what a ledger has approved.</summary>
    /// <param name="scope">Where to look.</param>
    /// <param name="sift">Looks at every entry of a file; null where no ledger is there.</param>
    /// <param name="cancellation">Stops it.</param>
    public static Pages Read(Scope scope, EntrySift? sift, CancellationToken cancellation)
    {
        var pages = new Pages();
        var likely = scope.Files.Where(IsText).ToList();
        var marked = likely.Where(f => IsMarked(f)).ToHashSet();
        var folders = marked.Select(f => Folder(f.Path)).Where(f => f.Length > 0).ToHashSet(StringComparer.Ordinal);
        foreach (var file in likely.Where(f => marked.Contains(f) || IsNamed(f) || (folders.Contains(Folder(f.Path)) && !f.Name.EndsWith(".json", StringComparison.Ordinal))))
        {
            cancellation.ThrowIfCancellationRequested();
            ReadOne(file, pages, sift);
        }

        foreach (var entry in scope.Registry?.Enforced ?? []) ReadEntry(entry, pages);

        return pages;
    }

    private static bool IsNamed(EstateFile file) => file.Name.StartsWith("registry", StringComparison.OrdinalIgnoreCase);

    private static void ReadEntry(EntryVersion entry, Pages pages)
    {
        var name = $"ledger/{entry.Name}";
        if (YamlText.Read(RegistryDocument.Enforced(entry), out var error) is not [YamlMap map] || error is not null)
        {
            pages.Problems.Add(new Problem("", name, 0, null, $"`{name}` cannot be read as a registry: {error}", "retire the version, and propose one that can be read"));
            return;
        }

        new PageReader(name, pages, record: entry.Activated?.Record ?? entry.Proposal.Record).Read(map);
        pages.Files.Add(name);
    }

    private static void ReadOne(EstateFile file, Pages pages, EntrySift? sift)
    {
        if (Documents(file, out var error) is not { } documents)
        {
            pages.Problems.Add(new Problem("", file.Path, 0, null, $"`{file.Path}` cannot be read as a registry: {error}", Fix));
            return;
        }

        var maps = documents.OfType<YamlMap>().ToList();
        var ours = maps.Where(m => m[RegistryForm.Mark]?.Text == RegistryForm.Version).ToList();
        foreach (var document in ours) new PageReader(file.Path, pages, sift).Read(document);
        var policies = maps.Where(m => m[RegistryForm.Mark] is null && m.Entries.Any(e => e.Key == PostureDocument.Mark)).ToList();
        foreach (var document in policies) new PageReader(file.Path, pages, sift).ReadPolicy(document);
        foreach (var document in maps.Where(m => m[RegistryForm.Mark] is null && m[PostureDocument.Mark] is null)) new PageReader(file.Path, pages).ReadMisnamed(document);
        if (ours.Count + policies.Count > 0) pages.Files.Add(file.Path);
        var other = maps.Select(m => m[RegistryForm.Mark]).FirstOrDefault(m => m?.Text is { } v && v.StartsWith("registry/", StringComparison.Ordinal) && v != RegistryForm.Version);
        if (other is not null)
            Unread(pages, file, other.Line, $"`{file.Path}` says `{other.Text}`; this version reads `{RegistryForm.Version}`");
        else if (ours.Count == 0 && maps.Any(LooksLikeOne))
            Unread(pages, file, 1, $"`{file.Path}` looks like a registry and does not say `{RegistryForm.Mark}: {RegistryForm.Version}` at its top level");
    }

    private static void Unread(Pages pages, EstateFile file, int line, string reason) =>
        pages.Problems.Add(new Problem("", file.Path, line, null, reason, Fix));

    private static bool LooksLikeOne(YamlMap map) =>
        map[RegistryForm.Mark] is null && map.Entries.Any(e => e.Node is YamlList && RegistryForm.Sections.Any(s => s.Name == e.Key));

    /// <summary>The YAML documents of a file; null and one sentence where it cannot be read.</summary>
    public static IReadOnlyList<YamlNode>? Documents(EstateFile file, out string? error)
    {
        var text = RegistryText.Of(file);
        error = text.Error;
        return error is null ? text.Documents : null;
    }

    // Keys may stand in any order, so a file that starts with a section of ours is searched to its end.
    private static bool IsMarked(EstateFile file)
    {
        var head = Text(Content.Head(file));
        if (HasMark(head) || ((head.Contains(PostureDocument.Mark, StringComparison.Ordinal) || head.Contains("agent_id", StringComparison.Ordinal)) && Policy().IsMatch(head))) return true;
        return file.Length <= YamlText.LongestText && Section.IsMatch(head)
            && HasMark(Text(Content.ReadAll(file, out _, YamlText.LongestText)));
    }

    private static bool HasMark(string text) => text.Contains("registry/", StringComparison.Ordinal) && Mark().IsMatch(text);

    private static string Text(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes),
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes),
        _ => Encoding.UTF8.GetString(bytes),
    };

    private static bool IsText(EstateFile file)
    {
        var name = file.Name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? file.Name[..^3] : file.Name;
        return Endings.Any(e => name.EndsWith(e, StringComparison.OrdinalIgnoreCase));
    }

    private static string Folder(string path) => path.LastIndexOf('/') is var slash and > 0 ? path[..slash] : "";

    [GeneratedRegex("""(?:^|[{,])[ \t\uFEFF]*["']?plumbline["']?\s*:\s*["']?registry/""", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Mark();

    [GeneratedRegex("""(?:^|[{,])[ \t\uFEFF]*["']?agent[\w-]{0,40}["']?\s*:""", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Policy();
}
