using System.Text;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Collectors;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;
using Plumbline.Posture.Scans;

namespace Plumbline.Fuzz;

/// <summary>What is fuzzed, one parser each; a target throws where the product would have.</summary>
internal static class Targets
{
    private static readonly Vocabulary Vocabulary = Vocabulary.Of([]);
    private static readonly KindLayout Workloads = new(AssetKind.Workload, Vocabulary);
    private static readonly CelEnvironment Environment = new(Workloads.Variables, [("now", Value.Of(DateTimeOffset.UnixEpoch), CelType.Timestamp)]);
    private static readonly Value[] Slots = [.. Workloads.Variables.Select((v, i) => i % 3 == 0 ? Value.Unknown(v.Name) : v.Type is CelType.ListOf ? Value.EmptyList : Value.Of(v.Name))];

    public static IReadOnlyDictionary<string, (string Seeds, Action<string, byte[]> Run)> All { get; } = new Dictionary<string, (string, Action<string, byte[]>)>
    {
        ["cel"] = ("rules/**/rule.yaml", (_, bytes) => Cel(Encoding.UTF8.GetString(bytes))),
        ["yaml"] = ("rules/**/*.yaml", (_, bytes) => YamlText.Read(Encoding.UTF8.GetString(bytes), out var _)),
        ["rules"] = ("rules/**/rule.yaml", (_, bytes) => Rulebook.Load([new RuleText("rules/a/b", "a", "b", Encoding.UTF8.GetString(bytes), ["fires-x.yaml", "quiet-x.yaml"])], Vocabulary, DateTimeOffset.UnixEpoch)),
        ["cases"] = ("rules/**/cases/*.yaml", (path, bytes) => RuleCase.Read(path, Encoding.UTF8.GetString(bytes), AssetKind.Workload, Vocabulary, out var _)),
        ["records"] = ("src/Collectors/*/*/cases/**", Collect),
    };

    private static void Cel(string text)
    {
        foreach (var line in text.Split('\n'))
        {
            if (Environment.Compile(line, out _) is { } program) _ = program.Evaluate(Slots);
        }
    }

    // Every collector reads the file, alone and beside nothing else; then the claims are frozen.
    private static void Collect(string path, byte[] bytes)
    {
        var file = new EstateFile(path, bytes.Length, () => new MemoryStream(bytes));
        var scope = new Scope("fuzz", DateTimeOffset.UnixEpoch, [file], []);
        var claims = Catalogue.All.SelectMany(c => c.CollectAsync(scope, CancellationToken.None).ToBlockingEnumerable()).ToList();
        _ = AssetGraph.From(claims, Vocabulary);
    }
}
