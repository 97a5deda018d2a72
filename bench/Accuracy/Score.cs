using System.Globalization;

namespace Plumbline.Bench.Accuracy;

/// <summary>Counts what was found, missed and said wrongly, by language and framework.</summary>
internal sealed class Score(bool showsMisses)
{
    private const double LeastPrecision = 0.9;
    private const double LeastRecall = 0.85;
    private readonly List<(string Language, string Framework, bool Found, bool? Model)> sites = [];
    private readonly List<(string Language, string Library)> alarms = [];
    private int found;

    /// <summary>Compares one repository: a place is found where something is said on its line, or on one of the two beside it with the same use.</summary>
    public void Add(IReadOnlyList<Label> labels, IReadOnlyList<Finding> findings)
    {
        var languages = labels.GroupBy(l => l.Path).ToDictionary(g => g.Key, g => g.First().Language, StringComparer.Ordinal);
        var left = findings.Where(f => languages.ContainsKey(f.Path)).ToList();
        foreach (var label in labels.Where(l => l.Use != "none").OrderBy(l => l.IsDoubtful))
        {
            var match = left.Where(f => f.Path == label.Path && Math.Abs(f.Line - label.Line) <= 2).OrderBy(f => Math.Abs(f.Line - label.Line)).ThenBy(f => f.Use != label.Use)
                .FirstOrDefault(f => f.Line == label.Line || f.Use == label.Use);
            if (match is not null) left.Remove(match);
            if (label.IsDoubtful) continue;
            sites.Add((label.Language, label.Framework, match is not null, ModelAgrees(label, match)));
            if (match is not null) found++;
            else if (showsMisses) Console.WriteLine($"missed   {label.Repository}/{label.Path}:{label.Line} {label.Framework} {label.Use}");
            if (showsMisses && match is not null && ModelAgrees(label, match) == false)
                Console.WriteLine($"model    {label.Repository}/{label.Path}:{label.Line} {label.Framework} {label.Use}: {string.Join('|', label.Models)} read as {string.Join('|', match.Models)} ({match.Known})");
        }

        foreach (var alarm in left)
        {
            alarms.Add((languages[alarm.Path], alarm.Library));
            if (showsMisses) Console.WriteLine($"alarm    {labels[0].Repository}/{alarm.Path}:{alarm.Line} {alarm.Library} {alarm.Use}");
        }
    }

    // A place that names no model is not asked for one; `?` asks that none is claimed.
    private static bool? ModelAgrees(Label label, Finding? match)
    {
        if (match is null || label.Models.Length == 0) return null;
        return label.Models is ["?"] ? match.Models.Length == 0 : match.Models.Any(m => label.Models.Contains(m, StringComparer.Ordinal));
    }

    /// <summary>Prints the table; false where a limit is broken.</summary>
    public bool Print()
    {
        foreach (var (title, key) in (ReadOnlySpan<(string, Func<(string Language, string Framework, bool Found, bool? Model), string>)>)[("language", s => s.Language), ("framework", s => s.Framework)])
        {
            Console.WriteLine($"{title,-32} {"sites",6} {"found",6} {"models",7} {"right",6}");
            foreach (var group in sites.GroupBy(key).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
                Console.WriteLine($"{group.Key,-32} {group.Count(),6} {group.Count(s => s.Found),6} {group.Count(s => s.Model is not null),7} {group.Count(s => s.Model == true),6}");
            Console.WriteLine();
        }

        var (recall, precision) = ((double)found / sites.Count, (double)found / (found + alarms.Count));
        var models = sites.Where(s => s.Model is not null).ToList();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"sites: recall {recall:0.000} ({found} of {sites.Count}, limit {LeastRecall}), precision {precision:0.000} ({alarms.Count} said wrongly, limit {LeastPrecision})"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"models of found sites: {(double)models.Count(m => m.Model == true) / models.Count:0.000} right ({models.Count(m => m.Model == true)} of {models.Count})"));
        return recall >= LeastRecall && precision >= LeastPrecision;
    }
}
