using Plumbline.Code.Names;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The model ids that constants of libraries stand for; the facts are `Sdks/constants.txt`. A constant that is not there is not known: its id is never made out of its name.</summary>
internal static class LibraryConstants
{
    private static readonly ILookup<string, (string Library, string Constant, string Id)> Known = Load().ToLookup(c => c.Constant[(c.Constant.LastIndexOf('.') + 1)..], StringComparer.Ordinal);

    /// <summary>The id behind a name; null where the facts do not say it, or say several.</summary>
    /// <param name="symbol">The name, as it was followed to a package.</param>
    /// <param name="opened">Packages and namespaces of which the file sees every name.</param>
    public static string? Of(Symbol symbol, IEnumerable<string> opened)
    {
        if (!Known.Contains(symbol.Last)) return null;
        var full = symbol.Module.Length == 0 ? symbol.Path : $"{symbol.Module}.{symbol.Path}";
        var found = Known[symbol.Last].Where(c => symbol.Module.Length > 0
            ? Starts(full, c.Library) && full.EndsWith("." + c.Constant, StringComparison.Ordinal)
            : (full == c.Constant && opened.Any(o => Starts(o, c.Library))) || (Starts(full, c.Library) && full.EndsWith("." + c.Constant, StringComparison.Ordinal)));
        return found.Select(c => c.Id).Distinct().ToList() is [var only] ? only : null;
    }

    private static bool Starts(string text, string prefix) => text.StartsWith(prefix, StringComparison.Ordinal) && (text.Length == prefix.Length || text[prefix.Length] is '.' or '/');

    private static List<(string Library, string Constant, string Id)> Load()
    {
        using var stream = typeof(LibraryConstants).Assembly.GetManifestResourceStream("libraries.constants")!;
        using var reader = new StreamReader(stream);
        var all = new List<(string, string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#') && line.Split(" | ") is [var library, var constant, var id]) all.Add((library, constant, id));
        }

        return all;
    }
}
