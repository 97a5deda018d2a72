using System.Text;
using Plumbline.Collectors.Files.Mcp;

namespace Plumbline.Collectors.Declared.McpServers;

/// <summary>A package that is named almost as a well-known one.</summary>
/// <param name="Known">The well-known package.</param>
/// <param name="How">`letters` (look-alike letters), `separators` (the same but for dashes, slashes and the scope's sign), `scope` (the same under a scope that is almost the same), `edit` (one or two letters differ).</param>
internal sealed record Lookalike(string Known, string How);

/// <summary>Tells packages that imitate the name of a well-known server.</summary>
internal static class Lookalikes
{
    private const int ShortestForOne = 8;
    private const int ShortestForTwo = 16;
    private static readonly ILookup<string, string> Known = Load().ToLookup(p => p.Ecosystem, p => p.Name);

    /// <summary>The well-known package that a name imitates; null where it is one itself or resembles none.</summary>
    public static Lookalike? Of(PackageRef package)
    {
        var name = package.Name.ToLowerInvariant();
        var others = Known[package.Ecosystem];
        if (others.Contains(name, StringComparer.Ordinal)) return null;
        var folded = Folded(name);
        foreach (var known in others)
        {
            if (folded == known) return new Lookalike(known, "letters");
            if (Bare(folded) == Bare(known)) return new Lookalike(known, "separators");
            if (Scope(folded) is { Length: > 3 } scope && Scope(known) is { Length: > 3 } real && scope != real && Rest(folded) == Rest(known) && Distance(scope, real, 2) <= 2) return new Lookalike(known, "scope");
        }

        foreach (var known in others)
        {
            var most = known.Length >= ShortestForTwo && folded.Length >= ShortestForTwo ? 2 : known.Length >= ShortestForOne ? 1 : 0;
            if (most > 0 && Scope(folded) == Scope(known) && Differs(Rest(folded), Rest(known), most)) return new Lookalike(known, "edit");
        }

        return null;
    }

    // Names of one family share their words: what differs must be within a word, not one word for another.
    private static bool Differs(string name, string known, int most)
    {
        var (words, others) = (name.Split('-', '.', '_'), known.Split('-', '.', '_'));
        if (words.Length != others.Length) return false;
        var sum = 0;
        for (var at = 0; at < words.Length; at++)
        {
            if (words[at] == others[at]) continue;
            if (Math.Min(words[at].Length, others[at].Length) < 5) return false;
            sum += Distance(words[at], others[at], most);
        }

        return sum > 0 && sum <= most;
    }

    private static string Scope(string name) => name.StartsWith('@') && name.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash ? name[1..slash] : "";

    private static string Rest(string name) => name[(name.IndexOf('/', StringComparison.Ordinal) + 1)..];

    private static string Bare(string name) => string.Concat(name.Where(char.IsLetterOrDigit));

    private static string Folded(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var letter in name)
            text.Append(letter switch { '\u0430' => 'a', '\u0435' => 'e', '\u043e' => 'o', '\u0440' => 'p', '\u0441' => 'c', '\u0443' => 'y', '\u0445' => 'x', '\u0456' => 'i', '\u0455' => 's', '\u0458' => 'j', '\u0131' => 'i', '\u03bf' => 'o', '\u03b1' => 'a', '\u2010' or '\u2011' or '\u2013' or '\u2212' => '-', _ => letter });
        return text.ToString();
    }

    // Changes, insertions, removals and swaps of neighbours; more than the limit counts as one more than it.
    private static int Distance(string a, string b, int limit)
    {
        if (Math.Abs(a.Length - b.Length) > limit) return limit + 1;
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                rows[i, j] = Math.Min(Math.Min(rows[i - 1, j] + 1, rows[i, j - 1] + 1), rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[a.Length, b.Length];
    }

    private static IEnumerable<(string Ecosystem, string Name)> Load()
    {
        using var stream = typeof(Lookalikes).Assembly.GetManifestResourceStream("mcp.wellknown")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
            if (line.Split(' ') is [var ecosystem, var name] && ecosystem[0] != '#') yield return (ecosystem, name);
    }
}
