namespace Plumbline.Collectors.Approved.Registry;

/// <summary>The known word that a mistyped one most likely means.</summary>
internal static class Nearest
{
    /// <summary>`; did you mean `x`?`, or nothing where no word is near.</summary>
    public static string Hint(string word, IEnumerable<string> known)
    {
        if (word.Length > 40) return "";
        var (best, distance) = known.Select(k => (k, Distance(word, k))).DefaultIfEmpty(("", int.MaxValue)).MinBy(p => p.Item2);
        return distance <= Math.Max(2, word.Length / 3) ? $"; did you mean `{best}`?" : "";
    }

    private static int Distance(string a, string b)
    {
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                var above = row[j];
                row[j] = Math.Min(Math.Min(above, row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1));
                diagonal = above;
            }
        }

        return row[b.Length];
    }
}
