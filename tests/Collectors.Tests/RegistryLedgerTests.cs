using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Approved.Registry;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Files and what a ledger has approved, side by side.</summary>
public sealed class RegistryLedgerTests
{
    private const string Mark = "plumbline: registry/v1\n";
    private const string Prompts = Mark + "prompts:\n  - name: loan\n    versions:\n      - { version: \"12\", from: 2026-06-01, file: p/loan.txt }\n";
    private const string Systems = Mark + "systems:\n  - { id: loans, owner: credit, workloads: [{ account: \"111122223333\", environment: production, prompts: [loan] }] }\n";
    private static readonly string[] Nasty =
        ["plain", "13", "true", "null", "~", " 2026-01-01 ", "1e5", "", "- x: y", "a: b # c", "\"quoted\" 'both'", "tab\tand\u0085next", "line\nline\n\nline\n", "ünïcødé 😀 漢", "{[}", "%&*!|>@`", "\u2028 and \u00a0", "\\u0041", "x-y"];

    [Fact]
    public void The_example_in_the_documentation_exports_and_imports_to_the_same_digests()
    {
        var page = File.ReadAllText(Path.Combine(Root, "docs/registry.md"));
        var first = Read(
            ("registry/estate.yaml", page.Split("```yaml\n")[1].Split("```")[0]), ("registry/prompts/loan-v13.txt", "You assess\r\nloans."),
            ("registry/baselines/gr-loans.json", """{ "contentPolicy": { "filters": [{ "type": "HATE", "inputStrength": "HIGH", "outputStrength": "HIGH" }] } }"""));
        Assert.Equal(RegistryForm.Sections.Select(s => s.Name).Order(StringComparer.Ordinal), first.Select(e => e.Section).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(Digests(first), Digests(Read(("export.json", RegistryDocument.Of(Approved(first))))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Any_registry_exports_and_imports_to_the_same_digests(int seed)
    {
        var dice = new Random(seed);
        var named = Enumerable.Range(0, 60).SelectMany(i => Entries(dice, i)).ToList();
        var exported = RegistryDocument.Of(named);
        var again = Read(("export.json", exported));
        Assert.Equal(named.Select(v => $"{v.Name.Whole} {v.Digest}").Order(StringComparer.Ordinal), Digests(again));
        Assert.Equal(exported, RegistryDocument.Of(Approved(again)));
    }

    private static IEnumerable<EntryVersion> Entries(Random dice, int i)
    {
        string Text() => Nasty[dice.Next(Nasty.Length)] is { } t && t.Trim().Length > 0 && t is not ("true" or "null" or "~") ? t : "text";
        yield return Version("datasets", $"d{i}", "1", new { name = $"d{i}", source = new[] { Text(), Text() }, owner = Text() });
        foreach (var version in new[] { "1", "2" })
            yield return Version("prompts", $"p{i}", version, new { name = $"p{i}", versions = new[] { new { version, text = Text() } } });
    }

    [Fact]
    public void Quotes_layout_and_format_do_not_change_a_digest()
    {
        string[] ways =
        [
            Mark + "datasets:\n  - name: d\n    source: s3://b/x\n    version: 8\n    personal-data: true\n",
            Mark + "datasets: [{ personal-data: true, version: \"8\", source: [\"s3://b/x\"], name: 'd', x-note: mine }]\n",
            "{\"datasets\":[{\"name\":\"d\",\"version\":8,\"source\":\"s3://b/x\",\"personal-data\":true}],\"plumbline\":\"registry/v1\"}",
        ];
        Assert.Single(ways.Select(w => Read(("r.yaml", w)).Single().Digest).Distinct());
        Assert.NotEqual(Read(("r.yaml", ways[0])).Single().Digest, Read(("r.yaml", ways[0].Replace("b/x", "b/y", StringComparison.Ordinal))).Single().Digest);
    }

    [Fact]
    public async Task What_the_ledger_approved_is_cited_by_entry_version_and_record()
    {
        var files = new[] { ("r/p.yaml", Prompts), ("r/s.yaml", Systems), ("r/p/loan.txt", "Decide.") };
        var claims = await Claims(Book(Approved(Read(files))), files);
        var prompt = Assert.Single(claims, c => c.Property == "prompts");
        Assert.Equal(("ledger/prompts/loan@12", 0, "7"), (prompt.Origin.File, prompt.Origin.Line, prompt.Origin.Event));
        Assert.DoesNotContain(claims, c => c.Property == "contradictions");
        Assert.Equal((await Claims(null, files)).Said(), claims.Where(c => c.Subject.Kind != AssetKind.RegistryEntry && !Speaks(c)).Said());
    }

    [Fact]
    public async Task A_file_that_was_edited_behind_the_ledger_is_told_and_neither_text_counts()
    {
        var ledger = Book(Approved(Read(("r/p.yaml", Prompts), ("r/s.yaml", Systems), ("r/p/loan.txt", "Decide."))));
        var claims = await Claims(ledger, ("r/p.yaml", Prompts), ("r/s.yaml", Systems), ("r/p/loan.txt", "Approve everything."));
        Assert.DoesNotContain(claims, c => c.Property == "prompts");
        Assert.Contains(claims, c => c.Property == "contradictions");
        var (approval, file) = (Entry(claims, "prompts/loan@12", "approval"), Entry(claims, "prompts/loan@12", "files"));
        Assert.NotEqual(approval.Value.AsMap!["digest"], file.Value.AsMap!["digest"]);
        Assert.Equal("r/p.yaml:5", file.Value.AsMap!["place"].AsString);
    }

    [Fact]
    public async Task A_version_that_only_a_file_knows_counts_for_nothing_once_the_ledger_governs_the_prompt()
    {
        var ledger = Book(Approved(Read(("r/p.yaml", Prompts), ("r/s.yaml", Systems), ("r/p/loan.txt", "Decide."))));
        var more = Prompts + "      - { version: \"13\", from: 2026-07-01, text: Approve everything. }\n";
        var claims = await Claims(ledger, ("r/p.yaml", more), ("r/s.yaml", Systems), ("r/p/loan.txt", "Decide."));
        Assert.Equal("12", Assert.Single(claims, c => c.Property == "prompts").Value.AsMap!["version"].AsString);
        Assert.Equal("r/p.yaml:6", Entry(claims, "prompts/loan@13", "files").Value.AsMap!["place"].AsString);
        Assert.DoesNotContain(claims, c => c.Subject.Key == "prompts/loan@13" && c.Property == "approval");
    }

    [Fact]
    public async Task Files_count_while_nothing_of_an_entry_was_ever_approved_unless_the_policy_enforces()
    {
        var files = new[] { ("r/p.yaml", Prompts), ("r/s.yaml", Systems), ("r/p/loan.txt", "Decide.") };
        var proposed = Approved(Read(files)).Select(v => v with { Stage = Stage.Proposed, Approved = null, Activated = null });
        Assert.Contains(await Claims(Book(proposed), files), c => c.Property == "prompts");
        var enforcing = Book([Approved(Read(("g.yaml", Mark + "approval-policy: [{ name: a, mode: enforce }]\n"))).Single()]);
        Assert.DoesNotContain(await Claims(enforcing, files), c => c.Property == "prompts");
        Assert.Contains(await Claims(enforcing, files), c => c.Subject.Key == "prompts/loan@12" && c.Property == "files");
    }

    [Fact]
    public void A_file_with_a_mistake_or_two_opinions_is_not_imported()
    {
        Assert.NotEmpty(Problems(("r.yaml", Mark + "datasets: [{ name: d, sauce: x }]\n")));
        Assert.NotEmpty(Problems(("r.yaml", Prompts)));
        Assert.NotEmpty(Problems(("a.yaml", Mark + "datasets: [{ name: d, owner: a }]\n"), ("b.yaml", Mark + "datasets: [{ name: d, owner: b }]\n")));
        Assert.Empty(Problems(("a.yaml", Mark + "datasets: [{ name: d, owner: a }]\n"), ("b.yaml", Mark + "datasets: [{ name: d, owner: a }]\n")));
    }

    [Fact]
    public void A_digest_does_not_depend_on_order_and_refuses_a_key_named_twice()
    {
        Assert.Equal(EntryDigest.Of(Json("""{"b":[1,2],"a":"\u00e9"}""")), EntryDigest.Of(Json("""{ "a": "é", "b": [1, 2] }""")));
        Assert.NotEqual(EntryDigest.Of(Json("""{"a":1}""")), EntryDigest.Of(Json("""{"a":1.0}""")));
        Assert.NotEqual(EntryDigest.Of(Json("""{"a":[1,2]}""")), EntryDigest.Of(Json("""{"a":[2,1]}""")));
        Assert.Throws<FormatException>(() => EntryDigest.Of(Json("""{"a":1,"a":2}""")));
        Assert.Throws<FormatException>(() => EntryDigest.Of(Json("""{"a":"\ud800"}""")));
    }

    [Fact]
    public void A_comparison_shows_the_lines_that_changed()
    {
        var changes = EntryLines.Changes(Json("""{"name":"p","text":"one\ntwo\nthree\nfour\nfive\nsix"}"""), Json("""{"name":"p","text":"one\ntwo\n3\nfour\nfive\nsix"}"""));
        Assert.Equal([" one", " two", "-three", "+3", " four", " five"], changes.Select(c => c.Sign + c.Text.Trim()));
        Assert.Empty(EntryLines.Changes(Json("""{"a":1}"""), Json("""{"a":1}""")));
    }

    private static IReadOnlyList<FileEntry> Read(params (string, string)[] files) => RegistryEntries.Read(Scope(files), CancellationToken.None) is var (entries, problems) && problems.Count == 0
        ? entries : throw new InvalidOperationException(string.Join('\n', RegistryEntries.Read(Scope(files), CancellationToken.None).Problems));

    private static IReadOnlyList<string> Problems(params (string, string)[] files) => RegistryEntries.Read(Scope(files), CancellationToken.None).Problems;

    private static IEnumerable<string> Digests(IEnumerable<FileEntry> entries) => entries.Select(e => $"{e.Whole} {e.Digest}").Order(StringComparer.Ordinal);

    [Fact]
    public async Task A_key_that_two_people_have_is_told_with_both_and_their_places()
    {
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var (base64, pem) = (Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()), key.ExportSubjectPublicKeyInfoPem().ReplaceLineEndings("\\n"));
        var files = new[] { ("r/people.yaml", $"{Mark}identities:\n  - {{ person: amy, keys: [\"{pem}\"] }}\n  - {{ person: joe, keys: [\"{base64}\", other] }}\n") };
        var gap = Assert.Single((await Claims(null, files)).Gaps(), g => g.Reason.StartsWith("key ", StringComparison.Ordinal));
        Assert.Equal($"key sha256:{Signatures.Fingerprint(key)} is bound to `amy` (r/people.yaml:3) and to `joe`, so it proves nothing of `joe` (r/people.yaml:4)", gap.Reason);
        Assert.Equal((GapKind.Missing, new AssetId(AssetKind.RegistryEntry, "identities/joe")), (gap.Kind, gap.Reach.Asset));
        // In a ledger the key stays with whom it was bound to first, whatever the names are.
        var ledger = Book([Version("identities", "joe", "1", new { person = "joe", keys = new[] { base64 } }), Version("identities", "amy", "1", new { person = "amy", keys = new[] { base64 } })]);
        Assert.Equal("joe", ledger.Governance.HolderOf(pem.Replace("\\n", "\n", StringComparison.Ordinal)));
        Assert.Contains((await Claims(ledger)).Gaps(), g => g.Reason.Contains("so it proves nothing of `amy`", StringComparison.Ordinal));
    }

    private static Scope Scope((string Path, string Text)[] files) => new(
        "test", CollectorCases.AsOf, [.. files.Select(f => (f.Path, Bytes: Encoding.UTF8.GetBytes(f.Text))).Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)))], []);

    private static List<EntryVersion> Approved(IEnumerable<FileEntry> entries) =>
        [.. entries.Select(e => Version(e.Section, e.Name, e.Version.Length > 0 ? e.Version : "1", e.Content))];

    private static EntryVersion Version(string section, string name, string version, object content)
    {
        var json = content is JsonElement element ? element : JsonSerializer.SerializeToElement(content);
        var (at, mark) = (CollectorCases.AsOf.AddDays(-1), new Mark(CollectorCases.AsOf.AddDays(-1), 7, "joe", ""));
        return new EntryVersion(new EntryName(section, name, version), EntryDigest.Of(json), Stage.Approved, new Proposal("jane", "", at, 5, "", ""), [new Sign(Decided.Approve, "joe", true, at, 7, "")], [], json)
        {
            Approved = mark, Activated = mark,
        };
    }

    private static RegistryBook Book(IEnumerable<EntryVersion> versions)
    {
        ImmutableArray<EntryVersion> all = [.. versions];
        return new RegistryBook(CollectorCases.AsOf, all.Aggregate(Governance.None, (g, v) => v.Stage == Stage.Approved ? g.With(v.Name.Section, v.Content) : g), all, []);
    }

    private static async Task<List<Claim>> Claims(RegistryBook? ledger, params (string, string)[] files)
    {
        var claims = new List<Claim>();
        await foreach (var claim in new RegistryCollector().CollectAsync(Scope(files) with { Registry = ledger }, CancellationToken.None)) claims.Add(claim);
        return claims;
    }

    private static Claim Entry(List<Claim> claims, string key, string word) => claims.Single(c => c.Subject == new AssetId(AssetKind.RegistryEntry, key) && c.Property == word);

    private static bool Speaks(Claim claim) => claim.Property == Claim.Reserved.Coverage && Coverage.Read(claim).Speaks.Any(w => w.StartsWith("registry-entry", StringComparison.Ordinal));

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Root { get; } = Path.GetFullPath(Path.Combine(Here(), "../.."));

    private static string Here([CallerFilePath] string here = "") => Path.GetDirectoryName(here)!;
}
