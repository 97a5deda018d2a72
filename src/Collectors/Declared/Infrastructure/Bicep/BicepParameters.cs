using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Values that parameter files give: `.bicepparam` to the file they name, `NAME.parameters.json` to `NAME.bicep` beside them.</summary>
internal sealed class BicepParameters
{
    private const int LargestFile = 1 << 20;
    private readonly Dictionary<string, List<Dictionary<string, Term>>> sets = new(StringComparer.Ordinal);

    private BicepParameters()
    {
    }

    /// <summary>Those of a scan.</summary>
    public static BicepParameters Of(Scope scope, Func<EstateFile, IReadOnlyList<Declaration>?> read)
    {
        var all = new BicepParameters();
        foreach (var file in scope.Files)
        {
            var folder = file.Path[..^file.Name.Length];
            if (file.Name.EndsWith(".bicepparam", StringComparison.OrdinalIgnoreCase) && read(file) is { } declarations) all.Add(folder, declarations);
            else if (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && file.Name.Contains(".parameters.", StringComparison.OrdinalIgnoreCase)) all.AddJson($"{folder}{file.Name.Split('.')[0]}.bicep", file);
        }

        return all;
    }

    /// <summary>The values for a file; where its parameter files differ, nobody knows which is used.</summary>
    public IReadOnlyDictionary<string, Term> For(string path)
    {
        var given = sets.GetValueOrDefault(path) ?? [];
        return given.SelectMany(s => s.Keys).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Agreed(name, given), StringComparer.Ordinal);
    }

    private static Term Agreed(string name, List<Dictionary<string, Term>> given)
    {
        var values = given.Select(s => s.GetValueOrDefault(name)).ToList();
        return values[0] is { } first && values.TrueForAll(v => ReferenceEquals(v, first) || (v is not null && Term.Same(v, first)))
            ? first : Term.Open($"parameter {name}, which parameter files set differently");
    }

    private void Add(string folder, IReadOnlyList<Declaration> declarations)
    {
        if (declarations.FirstOrDefault(d => d.Kind == "using")?.Value is not LiteralNode { Value: TextTerm { Text: var of } }) return;
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in of.Split('/'))
        {
            if (part == ".." && parts.Count > 0) parts.RemoveAt(parts.Count - 1);
            else if (part is not ("." or "..")) parts.Add(part);
        }

        var own = new BicepEvaluation(declarations, new Dictionary<string, Term>(StringComparer.Ordinal), new BicepFolder(), "", (_, _) => null);
        Keep(string.Join('/', parts), declarations.Where(d => d is { Kind: "param", Value: not null }).GroupBy(d => d.Name).ToDictionary(g => g.Key, g => own.Of(g.First().Value!), StringComparer.Ordinal));
    }

    // A secret that a vault holds is there, and not known.
    private void AddJson(string path, EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is not null || (Jsons.Read(bytes, out _) as MapTerm)?["parameters"] is not MapTerm values) return;
        Keep(path, values.Entries.Where(e => e.Value is MapTerm).GroupBy(e => e.Key).ToDictionary(
            g => g.Key, g => ((MapTerm)g.First().Value)["value"] ?? new OpenTerm($"parameter {g.Key}", [], IsSet: true, 0), StringComparer.Ordinal));
    }

    private void Keep(string path, Dictionary<string, Term> values)
    {
        if (!sets.TryGetValue(path, out var list)) sets[path] = list = [];
        list.Add(values);
    }
}
