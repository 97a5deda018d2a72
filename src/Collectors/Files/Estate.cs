using System.Text;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Opens what a scan may read: the folders, and what their `plumbline.yaml` pins.</summary>
public static class Estate
{
    /// <summary>The name of the file that describes an estate.</summary>
    public const string FileName = "plumbline.yaml";

    private static readonly string[] Known = ["plumbline", "name", "as-of", "models"];

    /// <summary>The scope of a scan; null and one sentence where the roots or their description are wrong.</summary>
    /// <param name="roots">Folders or files.</param>
    /// <param name="asOf">The moment asked for; null: the pinned one, else now.</param>
    /// <param name="clock">Now.</param>
    /// <param name="problem">Why there is no scope.</param>
    public static Scope? Open(IReadOnlyList<string> roots, DateTimeOffset? asOf, TimeProvider clock, out string? problem)
    {
        problem = null;
        foreach (var root in roots)
        {
            if (Directory.Exists(root) || File.Exists(root)) continue;
            problem = $"`{root}` is neither a folder nor a file; name what to scan";
            return null;
        }

        var name = Path.GetFileName(Path.GetFullPath(roots[0]).TrimEnd('/'));
        DateTimeOffset? pinned = null;
        foreach (var root in roots)
        {
            problem = Describe(root, ref name, ref pinned);
            if (problem is not null) return null;
        }

        var (files, unread) = EstateWalk.Of(roots);
        return new Scope(name, asOf ?? pinned ?? clock.GetUtcNow(), files, unread);
    }

    /// <summary>The moment that a folder's description pins; null where it pins none, or cannot be read.</summary>
    public static DateTimeOffset? Pinned(string root)
    {
        var (name, pinned) = ("", (DateTimeOffset?)null);
        return Describe(root, ref name, ref pinned) is null ? pinned : null;
    }

    private static string? Describe(string root, ref string name, ref DateTimeOffset? pinned)
    {
        var file = Path.Combine(root, FileName);
        if (!File.Exists(file)) return null;
        return RegularFiles.Is(new FileInfo(file)) ? Read(file, ref name, ref pinned) : $"`{file}` is no regular file; write it as yaml, or take it away";
    }

    private static string? Read(string file, ref string name, ref DateTimeOffset? pinned)
    {
        string text;
        try
        {
            text = File.ReadAllText(file, Encoding.UTF8);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"`{file}` cannot be read; let the scanning user read it";
        }

        var documents = YamlText.Read(text, out var error);
        if (error is not null || documents is not [YamlMap map]) return $"`{file}`: {error ?? "not one yaml mapping"}; see docs/registry.md";
        foreach (var (key, node) in map.Entries)
        {
            if (!Known.Contains(key)) return $"`{file}` line {node.Line}: `{key}` is not known; an estate has `name`, `as-of` and `models`";
        }

        if (map["name"]?.Text is { } given) name = given;
        if (map["as-of"]?.Text is not { } moment) return null;
        if (!Instants.TryParse(moment, out var at)) return $"`{file}`: `as-of` is `{moment}`, not a time such as 2026-11-21T09:00:00Z";
        pinned = at;
        return null;
    }
}
