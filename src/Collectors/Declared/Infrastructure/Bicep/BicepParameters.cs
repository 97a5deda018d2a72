using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Values that parameter files give: `.bicepparam` to the file they name, `NAME.parameters.json` to `NAME.bicep` beside them.</summary>
internal sealed partial class BicepParameters(BicepFolder folder, IEnumerable<string> files)
{
    private const int LargestFile = 1 << 20;
    private const int Deepest = 8;
    private readonly HashSet<string> targets = new(files, StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Declaration>?> texts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Dictionary<string, Term>?>> sets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, EstateFile> own = new(StringComparer.Ordinal);
    private bool isRead;

    /// <summary>Takes note of a file, where it is one that gives parameters; it is no list of anything.</summary>
    public IEnumerable<string> Add(EstateFile file)
    {
        if (file.Name.EndsWith(".bicepparam", StringComparison.OrdinalIgnoreCase))
        {
            own[file.Path] = file;
            texts[file.Path] = folder.Read(file);
        }
        else if (file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && file.Name.IndexOf(".parameters.", StringComparison.OrdinalIgnoreCase) is > 0 and var at && Beside(file, at) is { } target) Keep(target, Json(file));
        return [];
    }

    /// <summary>True where a file has a parameter file of its own.</summary>
    public bool Has(string path) => Sets().ContainsKey(path);

    /// <summary>The values for a file; where its parameter files differ, nobody knows which is used, and where one is not read, nobody knows what it gives.</summary>
    public BicepGiven For(string path, IReadOnlyList<Declaration> declarations)
    {
        var given = Sets().GetValueOrDefault(path) ?? [];
        var isWhole = !given.Contains(null);
        var values = !isWhole ? [] : given.SelectMany(s => s!.Keys).Distinct(StringComparer.Ordinal).ToDictionary(name => name, name => Agreed(name, given), StringComparer.Ordinal);
        var defaults = declarations.Where(d => d.Kind == "param" && (d.Value is not null || d.IsNullable) && !values.ContainsKey(d.Name)).Select(d => d.Name).ToHashSet(StringComparer.Ordinal);
        return new BicepGiven(values, isWhole ? null : Term.Open("a parameter file that is not read"), name => isWhole && defaults.Contains(name) ? name : null);
    }

    private static Term Agreed(string name, List<Dictionary<string, Term>?> given)
    {
        var values = given.Select(s => s!.GetValueOrDefault(name)).ToList();
        return values[0] is { } first && values.TrueForAll(v => ReferenceEquals(v, first) || (v is not null && Term.Same(v, first)))
            ? first : values.OfType<OpenTerm>().FirstOrDefault() ?? Term.Open($"parameter {name}, which parameter files set differently");
    }

    private Dictionary<string, List<Dictionary<string, Term>?>> Sets()
    {
        if (isRead) return sets;
        isRead = true;
        foreach (var (path, declarations) in texts.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            var of = declarations is null ? Torn(path) : (declarations.FirstOrDefault(d => d.Kind == "using")?.Value as LiteralNode)?.Value.AsText;
            if (of is null || (declarations is null && (BicepPaths.From(path, of) is not { } torn || !targets.Contains(torn)))) continue;
            if (BicepPaths.From(path, of) is not { } target || !targets.Contains(target)) folder.Lacks(path, $"`{path}` gives parameters to `{of}`, which is not among the files that are read");
            else Keep(target, Text(path, 0));
        }

        return sets;
    }

    // Of a file that is not read, the first line may say whose it is; else its name.
    private string? Torn(string path)
    {
        var text = Encoding.UTF8.GetString(Content.ReadAll(own[path], out _, LargestFile));
        return Using().Match(text) is { Success: true } match ? match.Groups[1].Value : $"{own[path].Name.Split('.')[0]}.bicep";
    }

    // What a file extends holds where it says nothing itself; null where one of them is not read.
    private Dictionary<string, Term>? Text(string path, int depth)
    {
        if (depth > Deepest || texts.GetValueOrDefault(path) is not { } declarations) return null;
        var values = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var from in declarations.Where(d => d.Kind == "extends"))
        {
            if ((from.Value as LiteralNode)?.Value.AsText is not { } of || BicepPaths.From(path, of) is not { } other || Text(other, depth + 1) is not { } inherited)
            {
                folder.Lacks(path, $"what line {from.Line} of `{path}` extends is not read");
                return null;
            }

            foreach (var (name, value) in inherited) values[name] = value;
        }

        var evaluation = new BicepEvaluation(declarations, BicepGiven.None, new Budget(), "", BicepDoors.None with { Load = (function, written) => folder.Load(path, function, written) });
        foreach (var parameter in declarations.Where(d => d is { Kind: "param", Value: not null }).DistinctBy(d => d.Name)) values[parameter.Name] = evaluation.Abroad(evaluation.Of(parameter.Value!));
        return values;
    }

    // NAME.parameters.json and NAME.parameters.prod.json belong to NAME.bicep, so may NAME.prod.parameters.json.
    private string? Beside(EstateFile file, int at)
    {
        for (var name = file.Name[..at]; ; name = name[..name.LastIndexOf('.')])
        {
            if (targets.Contains($"{file.Path[..^file.Name.Length]}{name}.bicep")) return $"{file.Path[..^file.Name.Length]}{name}.bicep";
            if (name.LastIndexOf('.') <= 0) return null;
        }
    }

    // A secret that a vault holds is there, and not known.
    private Dictionary<string, Term>? Json(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is null && Jsons.Read(bytes, out reason) is MapTerm root && root["parameters"] is MapTerm values)
        {
            return values.Entries.Where(e => e.Value is MapTerm).ToDictionary(
                e => e.Key, e => Placeholders.Opened(((MapTerm)e.Value)["value"] ?? new OpenTerm($"parameter {e.Key}", [], IsSet: true, 0)), StringComparer.Ordinal);
        }

        folder.Lacks(file.Path, reason?.StartsWith('`') == true ? reason : $"`{file.Path}` is not read: {reason ?? "it has no `parameters`"}");
        return null;
    }

    private void Keep(string path, Dictionary<string, Term>? values)
    {
        if (!sets.TryGetValue(path, out var list)) sets[path] = list = [];
        list.Add(values);
    }

    [GeneratedRegex(@"^[ \t]*using[ \t]+'([^'\r\n]{1,500})'", RegexOptions.Multiline | RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Using();
}
