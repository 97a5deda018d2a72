using System.Collections.Immutable;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>The card of a model: the front matter and the sections of the README in its folder.</summary>
/// <param name="File">The README; null where there is none.</param>
/// <param name="License">As written; empty where not said.</param>
/// <param name="Bases">Models that it says it was made from.</param>
/// <param name="Relation">adapter, finetune, quantized, merge, where it says.</param>
/// <param name="Datasets">Data sets that it says it was trained on.</param>
/// <param name="Missing">What a card should say and it does not.</param>
internal sealed record ModelCard(EstateFile? File, string License, ImmutableArray<string> Bases, string Relation, ImmutableArray<string> Datasets, ImmutableArray<string> Missing)
{
    private const int Largest = 4 << 20;
    private const int FewestLetters = 20;
    private const string Placeholder = "[More Information Needed]";

    private static readonly (string Part, string[] Words)[] Parts =
    [
        ("intended use", ["intended", "use case", "direct use", "out-of-scope", "uses"]),
        ("training data", ["training data", "dataset", "pretraining data", "pre-training data", "data"]),
        ("limitations", ["limitation", "bias", "risk", "ethical", "caution"]),
        ("evaluation", ["evaluation", "benchmark", "result", "performance", "metrics"]),
    ];

    /// <summary>The least that a card says.</summary>
    public static int Wanted => Parts.Length + 1;

    /// <summary>Reads a card; without a file everything is missing.</summary>
    public static ModelCard Read(EstateFile? file)
    {
        var text = file is null ? "" : Encoding.UTF8.GetString(Content.ReadAll(file, out _, Largest));
        var (front, body) = Split(text);
        var said = Sections(body);
        var license = front?["license"]?.Text ?? front?["license_name"]?.Text ?? "";
        var datasets = Texts(front?["datasets"]);
        var missing = Parts.Where(p => !said.Any(s => p.Words.Any(w => s.Contains(w, StringComparison.Ordinal)))).Select(p => p.Part)
            .Where(p => !(p == "training data" && datasets.Length > 0) && !(p == "evaluation" && front?["model-index"] is not null));
        return new ModelCard(
            file, license, Texts(front?["base_model"]), front?["base_model_relation"]?.Text ?? "", datasets,
            [.. license.Length > 0 || said.Any(s => s.Contains("license", StringComparison.Ordinal)) ? [] : (string[])["license"], .. missing]);
    }

    /// <summary>True where a README begins as cards do.</summary>
    public static bool IsCard(EstateFile file) => file.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase) && Encoding.UTF8.GetString(Content.Head(file)) is var head
        && head.StartsWith("---", StringComparison.Ordinal) && Keys.Any(k => head.Contains("\n" + k + ":", StringComparison.Ordinal));

    private static readonly string[] Keys = ["base_model", "library_name", "pipeline_tag", "license", "datasets", "model-index", "model_name"];

    private static ImmutableArray<string> Texts(YamlNode? node) => [.. (node?.Items ?? []).Select(i => i.Text).OfType<string>().Where(t => t.Length < 512)];

    private static (YamlNode? Front, string Body) Split(string text)
    {
        text = text.TrimStart('\uFEFF');
        if (!text.StartsWith("---", StringComparison.Ordinal)) return (null, text);
        var end = text.IndexOf("\n---", 3, StringComparison.Ordinal);
        if (end < 0) return (null, text);
        var nodes = YamlText.Read(text[3..end], out var error);
        return (error is null && nodes is [var front, ..] ? front : null, text[(end + 4)..]);
    }

    // Headings in lower case under which something is written, below themselves or below a smaller heading.
    private static List<string> Sections(string body)
    {
        var open = new List<(int Level, string Title, int Letters)>();
        var said = new List<string>();
        var inCode = false;
        foreach (var line in body.Replace(Placeholder, "", StringComparison.Ordinal).Split('\n').Select(l => l.Trim()).Append("# end"))
        {
            if (line.StartsWith("```", StringComparison.Ordinal)) inCode = !inCode;
            var level = line.TakeWhile(c => c == '#').Count();
            if (level is 0 or > 6 || inCode || !line[level..].StartsWith(' '))
            {
                var letters = line.StartsWith("<!--", StringComparison.Ordinal) ? 0 : line.Count(char.IsLetterOrDigit);
                for (var i = 0; i < open.Count; i++) open[i] = open[i] with { Letters = open[i].Letters + letters };
                continue;
            }

            said.AddRange(open.Where(o => o.Level >= level && o.Letters >= FewestLetters).Select(o => o.Title));
            open.RemoveAll(o => o.Level >= level);
            open.Add((level, line[level..].Trim().ToLowerInvariant(), 0));
        }

        return said;
    }
}
