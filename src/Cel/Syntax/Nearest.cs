namespace Plumbline.Cel.Syntax;

/// <summary>The known name a mistyped one was probably meant to be.</summary>
public static class Nearest
{
    private const int Longest = 80;

    /// <summary>`; did you mean …?`, or nothing where no name is near.</summary>
    public static string Hint(string name, IEnumerable<string> known)
    {
        var near = Find(name, known);
        return near is null ? "" : $"; did you mean `{near}`?";
    }

    /// <summary>The known name at the least edit distance, at most about a quarter of its length.</summary>
    public static string? Find(string name, IEnumerable<string> known)
    {
        if (name.Length > Longest) return null;
        string? best = null;
        var least = int.MaxValue;
        foreach (var candidate in known.OrderBy(k => k, StringComparer.Ordinal))
        {
            if (candidate.Length > Longest || candidate == name) continue;
            var distance = Distance(name, candidate);
            if (distance >= least || distance > (Math.Min(name.Length, candidate.Length) + 2) / 4) continue;
            (best, least) = (candidate, distance);
        }

        return best;
    }

    private static int Distance(string a, string b)
    {
        var rows = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++) rows[i, 0] = i;
        for (var j = 0; j <= b.Length; j++) rows[0, j] = j;
        for (var i = 1; i <= a.Length; i++)
        {
            for (var j = 1; j <= b.Length; j++)
            {
                var change = rows[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
                var least = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                var isSwap = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                rows[i, j] = isSwap ? Math.Min(least, rows[i - 2, j - 2] + 1) : least;
            }
        }

        return rows[a.Length, b.Length];
    }
}
