using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>What the `.gitignore` files of an estate leave out; a file's nearest pattern decides, the last one of a file first.</summary>
internal sealed class IgnoredFiles
{
    private const int Largest = 256 << 10;
    private const int MostPatterns = 2000;
    private const int LongestPattern = 200;
    private readonly Dictionary<string, List<(Regex Pattern, bool Leaves)>> folders = new(StringComparer.Ordinal);

    /// <summary>Reads the patterns.</summary>
    public IgnoredFiles(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => f.Name == ".gitignore" && f.Length <= Largest))
        {
            var text = Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest));
            var patterns = new List<(Regex, bool)>();
            foreach (var line in text.Split('\n').Take(MostPatterns))
            {
                var pattern = line.TrimEnd('\r').TrimEnd(' ');
                if (pattern.Length is 0 or > LongestPattern || pattern[0] == '#' || pattern.Trim('/', '!').Length == 0) continue;
                var isKept = pattern[0] == '!';
                patterns.Add((Compile(isKept ? pattern[1..] : pattern), !isKept));
            }

            folders[file.Folder] = patterns;
        }
    }

    /// <summary>True where git is told to leave the path out.</summary>
    public bool Has(string path)
    {
        for (var folder = Parent(path); ; folder = Parent(folder))
        {
            if (folders.TryGetValue(folder, out var patterns))
            {
                var inside = folder.Length == 0 ? path : path[(folder.Length + 1)..];
                for (var i = patterns.Count - 1; i >= 0; i--) if (patterns[i].Pattern.IsMatch(inside)) return patterns[i].Leaves;
            }

            if (folder.Length == 0) return false;
        }
    }

    // A pattern with a slash before its end starts at its own folder; any other holds at every depth. What it names may be a folder above the file.
    private static Regex Compile(string pattern)
    {
        var isAnchored = pattern.TrimEnd('/').Contains('/', StringComparison.Ordinal);
        var isFolder = pattern.EndsWith('/');
        var body = new StringBuilder(isAnchored ? "^" : "(?:^|/)");
        var text = pattern.Trim('/');
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '*' && i + 1 < text.Length && text[i + 1] == '*')
            {
                i += i + 2 < text.Length && text[i + 2] == '/' ? 2 : 1;
                body.Append(text[i] == '/' ? "(?:.*/)?" : ".*");
            }
            else body.Append(text[i] switch { '*' => "[^/]*", '?' => "[^/]", var c => Regex.Escape(c.ToString()) });
        }

        return new Regex(body.Append(isFolder ? "/" : "(?:/|$)").ToString(), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    private static string Parent(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";
}
