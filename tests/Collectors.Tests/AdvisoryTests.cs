using System.IO.Compression;
using System.Text;
using Plumbline.Collectors.Declared.Packages;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>Advisories are imported whole or not at all, and hold of exactly the versions they name.</summary>
public sealed class AdvisoryTests : IDisposable
{
    private readonly string home = Directory.CreateTempSubdirectory("advisories").FullName;

    private int archives;

    public void Dispose() => Directory.Delete(home, recursive: true);

    [Fact]
    public async Task A_locked_version_in_a_range_has_the_advisory_and_a_fixed_one_has_none()
    {
        Import(Zip(("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5"))));
        var claims = await Scan("langchain==0.2.4\n");
        var said = claims.Single(c => c.Property == "advisories").Value.AsMap!;
        Assert.Equal(("GHSA-aaaa", "high", "0.2.5"), (said["id"].AsString, said["severity"].AsString, said["fixed"].AsString));
        Assert.Contains(claims, Covers);
        var later = await Scan("langchain==0.2.5\n");
        Assert.DoesNotContain(later, c => c.Property == "advisories");
        Assert.Contains(later, Covers);
    }

    [Fact]
    public async Task Without_an_import_or_a_version_nothing_is_known()
    {
        var none = await Scan("langchain==0.2.4\n");
        Assert.Contains(none.Gaps(), g => g.Kind == GapKind.Missing && g.Fix.Contains("plumb db import", StringComparison.Ordinal));
        Assert.DoesNotContain(none, Covers);
        Import(Zip(("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5"))));
        Assert.DoesNotContain(await Scan("langchain\n"), Covers);
    }

    [Fact]
    public async Task Single_records_find_and_never_clear()
    {
        var file = Path.Combine(home, "one.json");
        await File.WriteAllTextAsync(file, Record("GHSA-aaaa", "langchain", "0", "0.2.5"), TestContext.Current.CancellationToken);
        Import(file);
        var claims = await Scan("langchain==0.2.4\nopenai==1.0\n");
        Assert.Single(claims, c => c.Property == "advisories");
        Assert.DoesNotContain(claims, Covers);
    }

    [Fact]
    public void A_withdrawn_record_leaves_and_a_broken_one_is_counted()
    {
        Import(Zip(("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5")), ("b.json", Record("GHSA-bbbb", "openai", "0", "1"))));
        var read = Import(Zip(
            ("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5").Replace("\"id\"", "\"withdrawn\":\"2026-01-01T00:00:00Z\",\"id\"", StringComparison.Ordinal)),
            ("c.json", "{"), ("d.json", "[]"), ("e.json", "{\"id\":\"\\ud800\",\"modified\":\"2026-01-01T00:00:00Z\"}"), ("f.txt", "no")));
        Assert.Equal((1, 3, "c.json"), (read.Withdrawn, read.Broken, read.FirstBroken));
        Assert.Equal(["GHSA-bbbb"], Kept().Select(l => l.Id));
    }

    [Fact]
    public void A_whole_archive_takes_the_place_of_its_ecosystem_only()
    {
        Import(Zip(("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5")), ("n.json", Record("GHSA-nnnn", "openai", "0", "5"))));
        var npm = Record("GHSA-npm1", "langchain", "0", "1").Replace("PyPI", "npm", StringComparison.Ordinal);
        Import(Zip(("b.json", npm)));
        Import(Zip(("a.json", Record("GHSA-cccc", "langchain", "0", "0.3"))));
        Assert.Equal(["GHSA-cccc", "GHSA-npm1"], Kept().Select(l => l.Id));
    }

    [Fact]
    public void The_same_advisories_make_the_same_index_in_any_order()
    {
        var (a, b) = (("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5")), ("b.json", Record("GHSA-bbbb", "openai", "0", "1")));
        Import(Zip(a, b));
        var first = File.ReadAllBytes(Path.Combine(home, "db", "advisories.idx.gz"));
        Import(Zip(("z.json", b.Item2), ("y.json", a.Item2)));
        Assert.Equal(first, File.ReadAllBytes(Path.Combine(home, "db", "advisories.idx.gz")));
    }

    [Fact]
    public async Task A_damaged_index_is_a_gap()
    {
        Import(Zip(("a.json", Record("GHSA-aaaa", "langchain", "0", "0.2.5"))));
        var file = Path.Combine(home, "db", "advisories.idx.gz");
        var bytes = await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken);
        for (var cut = 0; cut < bytes.Length; cut += 7)
        {
            await File.WriteAllBytesAsync(file, bytes[..cut], TestContext.Current.CancellationToken);
            var claims = await Scan("langchain==0.2.4\n");
            Assert.Contains(claims.Gaps(), g => g.Kind == GapKind.Unreadable);
            Assert.DoesNotContain(claims, Covers);
        }
    }

    [Theory]
    [InlineData(OsvArchive.MostVersions, OsvArchive.MostEvents, 0)]
    [InlineData(OsvArchive.MostVersions + 1, 1, 1)]
    [InlineData(1, OsvArchive.MostEvents + 1, 1)]
    public async Task A_record_that_is_cut_is_counted(int versions, int events, int cut)
    {
        var listed = string.Join(',', Enumerable.Range(0, versions).Select(n => $"\"{n}.0-x\""));
        var ranged = string.Join(',', Enumerable.Range(0, events).Select(n => $"{{\"fixed\":\"0.{n + 1}\"}}"));
        var path = Path.Combine(home, "long.json");
        await File.WriteAllTextAsync(
            path, $"{{\"id\":\"X-1\",\"modified\":\"2026-01-01T00:00:00Z\",\"affected\":[{{\"package\":{{\"ecosystem\":\"PyPI\",\"name\":\"openai\"}},\"versions\":[{listed}],\"ranges\":[{{\"type\":\"ECOSYSTEM\",\"events\":[{ranged}]}}]}}]}}",
            TestContext.Current.CancellationToken);
        var read = Import(path);
        Assert.Equal(cut, read.Cut);
        Assert.Equal(cut == 0 ? "" : "X-1", read.FirstCut);
    }

    private static bool Covers(Claim claim) => claim.Property == Claim.Reserved.Coverage && Coverage.Read(claim).Speaks.Contains("package.advisories");

    private OsvArchive Import(string path)
    {
        var read = new OsvArchive();
        Assert.Null(read.Read(path, CancellationToken.None));
        new AdvisoryStore(Path.Combine(home, "db")).Add(read, n => read.IsArchive && read.Broken == 0 && read.Common.Contains(n), out var problem);
        Assert.Null(problem);
        return read;
    }

    private List<AdvisoryLine> Kept()
    {
        var lines = new List<AdvisoryLine>();
        Assert.NotNull(AdvisoryIndex.Read(new AdvisoryStore(Path.Combine(home, "db")).File!, lines.Add, out _));
        return lines;
    }

    private async Task<List<Claim>> Scan(string requirements)
    {
        var bytes = Encoding.UTF8.GetBytes(requirements);
        var scope = new Scope("test", CollectorCases.AsOf, [new EstateFile("app/requirements.txt", bytes.Length, () => new MemoryStream(bytes))], [])
        {
            Advisories = new AdvisoryStore(Path.Combine(home, "db")).File,
        };
        var claims = new List<Claim>();
        await foreach (var claim in new PackagesCollector().CollectAsync(scope, CancellationToken.None)) claims.Add(claim);
        return claims;
    }

    private string Zip(params (string Name, string Text)[] records)
    {
        var path = Path.Combine(home, $"{++archives}.zip");
        using var archive = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, text) in records)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open());
            writer.Write(text);
        }

        return path;
    }

    private static string Record(string id, string package, string introduced, string fix) =>
        $$$"""{"id":"{{{id}}}","modified":"2026-10-01T00:00:00Z","summary":"s","database_specific":{"severity":"HIGH"},"affected":[{"package":{"ecosystem":"PyPI","name":"{{{package}}}"},"ranges":[{"type":"ECOSYSTEM","events":[{"introduced":"{{{introduced}}}"},{"fixed":"{{{fix}}}"}]}]}]}""";
}
