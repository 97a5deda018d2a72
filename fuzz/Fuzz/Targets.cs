using System.Text;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Collectors;
using Plumbline.Collectors.Declared.DataFiles;
using Plumbline.Collectors.Tests;
using Plumbline.Guardrails.Pii;
using Plumbline.Guardrails.Secrets;
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
        ["secrets"] = ("src/Guardrails/Secrets/cases/*", (_, bytes) => Secrets(bytes)),
        ["pii"] = ("src/Guardrails/Pii/cases/*", (_, bytes) => Pii(Encoding.UTF8.GetString(bytes))),
        ["parquet"] = ("", (path, bytes) => _ = Tables(path, bytes)),
    };

    /// <summary>Seeds that no folder holds: small Parquet files, each packed another way.</summary>
    public static IEnumerable<(string Path, byte[] Bytes)> Made()
    {
        string[] mails = ["ann@mail.corp.net", "bob@mail.corp.net", "ann@mail.corp.net"];
        foreach (var pack in new[] { ParquetFile.Pack.None, ParquetFile.Pack.Snappy })
        {
            foreach (var isDictionary in new[] { false, true })
            {
                var (path, bytes) = ($"{pack}-{isDictionary}.parquet", ParquetFile.Of(pack, isDictionary, ("contact", mails), ("note", ["a", "b", "c"])));
                if (Tables(path, bytes) == 0) throw new InvalidOperationException($"the seed {path} is not read: nothing would be tried");
                yield return (path, bytes);
            }
        }
    }

    // In order, never overlapping, inside the text; what is found does not depend on how the text is held.
    private static void Secrets(byte[] bytes)
    {
        foreach (var least in Enum.GetValues<Certainty>())
        {
            var found = SecretScanner.Find(bytes, least);
            InOrder(found.Select(m => (m.Start, m.Length)), bytes.Length);
            if (Ascii.IsValid(bytes) && !found.SequenceEqual(SecretScanner.Find(Encoding.ASCII.GetString(bytes).AsSpan(), least))) throw new InvalidOperationException("characters say otherwise than bytes");
        }
    }

    private static void Pii(string text)
    {
        foreach (var profile in new[] { PiiProfile.Prompts, PiiProfile.AtRest, PiiProfile.Complete, PiiProfile.Expecting(PiiKinds.All.Select(k => k.Name)) })
            InOrder(PiiScanner.Find(text, profile).Select(m => (m.Start, m.Length)), text.Length);
    }

    private static void InOrder(IEnumerable<(int Start, int Length)> places, int length)
    {
        var free = 0;
        foreach (var place in places)
        {
            if (place.Start < free || place.Length <= 0 || place.Start + place.Length > length) throw new InvalidOperationException($"a match at {place.Start} of {place.Length} lies over another or outside");
            free = place.Start + place.Length;
        }
    }

    private static int Tables(string path, byte[] bytes)
    {
        var card = "---\ntask_categories:\n- text-generation\n---\n"u8.ToArray();
        var scope = new Scope("fuzz", DateTimeOffset.UnixEpoch, [.. new[] { ("README.md", card), (path, bytes) }.Select(f => new EstateFile(f.Item1, f.Item2.Length, () => new MemoryStream(f.Item2)))], []);
        return Catalogue.All.OfType<DataFilesCollector>().Single().CollectAsync(scope, CancellationToken.None).ToBlockingEnumerable().Count(c => c.ToString()!.Contains("email", StringComparison.Ordinal));
    }

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
