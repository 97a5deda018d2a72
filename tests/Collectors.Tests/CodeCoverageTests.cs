using System.Globalization;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Declared.CodeUses;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>docs/coverage.md says of each language what is read from it; its tables are counted in the collector's own cases.</summary>
/// <remarks>PLUMB_ACCEPT=1 writes the tables.</remarks>
public sealed class CodeCoverageTests
{
    private const string Begin = "<!-- counted -->\n";
    private static readonly string[] Languages = ["C#", "Python", "notebook", "JavaScript", "TypeScript", "Java", "Go"];

    private static readonly (string Row, Func<MapValue, bool> Shows)[] Rows =
    [
        .. ((string[])["client", "model", "chat", "embedding", "image", "speech", "rerank", "agent", "tool", "retrieval", "mcp", "inference", "guardrail", "training"])
            .Select(u => ($"use: {u}", (Func<MapValue, bool>)(m => m["use"].AsString == u))),
        .. ((string[])["literal", "constant", "configuration", "default", "caller", "open"]).Select(k => ($"model: {k}", (Func<MapValue, bool>)(m => m["known"].AsString == k))),
        ("name of an agent, tool or server", m => m["name"].AsString is { Length: > 0 }),
        ("system prompt", m => m["prompt"].AsString is { Length: > 0 }),
        ("tools given to a model or agent", m => m["tools"].AsList?.Items.Length > 0),
        ("key from the environment", m => m["key"].AsString?.StartsWith("environment ", StringComparison.Ordinal) == true),
        ("key: identity", m => m["key"].AsString == "identity"),
        ("host", m => m["host"].AsString is { Length: > 0 }),
        ("prompt caching", m => m["caching"].AsBool == true),
        ("guardrail named in the call", m => m["guardrail"].AsBool == true),
    ];

    [Fact]
    public async Task What_is_read_from_each_language_is_what_the_docs_say()
    {
        var grammars = Path.Combine(CollectorCases.Root, "artifacts", "grammars");
        var missing = new Grammars(grammars).Unavailable(Language.Python);
        Assert.SkipWhen(missing is not null, missing ?? "");
        var page = Path.Combine(CollectorCases.Root, "docs", "coverage.md");
        var text = await File.ReadAllTextAsync(page, TestContext.Current.CancellationToken);
        var expected = text[..(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)] + Counted(await Uses(grammars)) + Known();
        if (Environment.GetEnvironmentVariable("PLUMB_ACCEPT") == "1") await File.WriteAllTextAsync(page, expected, TestContext.Current.CancellationToken);
        Assert.Equal(expected, text);
    }

    private static async Task<List<(string Language, MapValue Use)>> Uses(string grammars)
    {
        var collector = new CodeUsesCollector(grammars);
        var (files, unread) = EstateWalk.Of([.. Directory.GetDirectories(CollectorCases.CasesOf(collector)).Order(StringComparer.Ordinal)]);
        var uses = new List<(string, MapValue)>();
        await foreach (var claim in collector.CollectAsync(new Scope("cases", CollectorCases.AsOf, files, unread), CancellationToken.None))
        {
            if (claim.Property == "uses" && claim.Value.AsMap is { } use) uses.Add((LanguageOf(claim.Origin.File!), use));
        }

        return uses;
    }

    private static string LanguageOf(string file) => file.EndsWith(".ipynb", StringComparison.Ordinal) ? "notebook" : CodeFiles.LanguageOf(file) is Language.CSharp ? "C#" : CodeFiles.LanguageOf(file).ToString()!;

    private static string Counted(List<(string Language, MapValue Use)> uses)
    {
        var table = new StringBuilder($"| | {string.Join(" | ", Languages)} |\n|---|{string.Concat(Languages.Select(_ => "---|"))}\n");
        foreach (var (row, shows) in Rows)
        {
            var counts = Languages.Select(l => uses.Count(u => u.Language == l && shows(u.Use))).Select(n => n == 0 ? "–" : n.ToString(CultureInfo.InvariantCulture));
            table.Append(CultureInfo.InvariantCulture, $"| {row} | {string.Join(" | ", counts)} |\n");
        }

        return table.ToString();
    }

    private static string Known()
    {
        var list = new StringBuilder($"\n## Told apart and not parsed\n\n{string.Join(", ", CodeUsesCollector.NotParsed)}. Their files are counted as a gap of their folder; models that they name as text are found.\n\n## Libraries\n\n| library | imported as | uses that are found |\n|---|---|---|\n");
        foreach (var (name, packages, uses) in CodeUsesCollector.Libraries)
            list.Append(CultureInfo.InvariantCulture, $"| {name} | {string.Join(" ", packages.Select(p => $"`{p}`"))} | {string.Join(", ", uses)} |\n");
        return list.ToString();
    }
}
