using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Approved.ModelLifecycles;

/// <summary>A table of facts: one line a model and host, columns parted by `|`.</summary>
public static class FactsFile
{
    /// <summary>The first line of such a file.</summary>
    public const string Head = "# plumbline model lifecycle v1";

    private const int Columns = 8;
    private const int LongestLine = 4096;

    /// <summary>The facts that come with the program.</summary>
    public static ImmutableArray<ModelFact> Shipped { get; } = Load();

    /// <summary>Reads the lines of a table.</summary>
    /// <param name="lines">Its lines, the head among them.</param>
    /// <returns>Each fact with its line; a sentence instead where a line is none.</returns>
    public static IEnumerable<(int Line, ModelFact? Fact, string Problem)> Read(IEnumerable<string> lines)
    {
        var number = 0;
        foreach (var line in lines)
        {
            number++;
            if (line.Length == 0 || line[0] == '#' || string.IsNullOrWhiteSpace(line)) continue;
            var fact = Parse(line, out var problem);
            yield return (number, fact, problem);
        }
    }

    private static ModelFact? Parse(string line, out string problem)
    {
        problem = "";
        if (line.Length > LongestLine || line.Split('|', StringSplitOptions.TrimEntries) is not { Length: Columns } parts)
            return No("is no line of eight columns", out problem);
        var said = Array.ConvertAll(parts, p => p == "-" ? "" : p);
        if (said[0].Length == 0 || said[1].Length == 0) return No("names no host or no model", out problem);
        if (!IsDay(said[2], out var announced) || !IsDay(said[7], out var noted) || noted is null) return No("has a date that is not like `2026-10-23`", out problem);
        var term = said[3].StartsWith(">=", StringComparison.Ordinal) ? RetirementTerm.NotBefore : said[3].EndsWith('+') ? RetirementTerm.Extendable : RetirementTerm.Fixed;
        if (!IsDay(said[3].TrimStart('>', '=').TrimEnd('+'), out var retires) || retires is null) return No("has a retirement that is not like `2026-10-23`, `2026-10-23+` or `>=2026-10-23`", out problem);
        if (!Uri.TryCreate(said[6], UriKind.Absolute, out var source) || source.Scheme != Uri.UriSchemeHttps) return No("names no https address as its source", out problem);
        return new ModelFact(
            said[0].ToLowerInvariant(), said[1], announced, term, retires, said[4],
            [.. said[5].Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)], said[6], noted);
    }

    private static ModelFact? No(string why, out string problem)
    {
        problem = why;
        return null;
    }

    private static bool IsDay(string text, out DateTimeOffset? day)
    {
        day = null;
        if (text.Length == 0) return true;
        if (!DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var read)) return false;
        day = read;
        return true;
    }

    private static ImmutableArray<ModelFact> Load()
    {
        using var stream = typeof(FactsFile).Assembly.GetManifestResourceStream("models.lifecycles")!;
        using var reader = new StreamReader(stream);
        return [.. Read(reader.ReadToEnd().Split('\n')).Select(l => l.Fact ?? throw new InvalidDataException($"facts.txt:{l.Line} {l.Problem}"))];
    }
}
