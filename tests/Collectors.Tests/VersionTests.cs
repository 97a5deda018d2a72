using System.Text.Json;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Collectors.Declared.Packages.Versions;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>The order of versions and what ranges hold, as each ecosystem has them.</summary>
public sealed class VersionTests
{
    [Theory]
    [InlineData("PyPI", "1.0.dev1 1.0a1.dev1 1.0a1 1.0a2 1.0b1 1.0rc1 1.0 1.0+abc 1.0+5 1.0.post1.dev1 1.0.post1 1.1 2!0.1")]
    [InlineData("npm", "1.0.0-0 1.0.0-2 1.0.0-10 1.0.0-alpha 1.0.0-alpha.1 1.0.0-alpha.beta 1.0.0-beta 1.0.0-beta.2 1.0.0-beta.11 1.0.0-rc.1 1.0.0 1.0.1 1.10.0 2.0.0")]
    [InlineData("Go", "v0.0.0-20170915032832-14c0d48ead0c v0.0.0-20191109021931-daa7c04131f5 v0.1.0 v1.2.3-pre v1.2.3 v2.0.0+incompatible")]
    [InlineData("NuGet", "1.0.0-alpha 1.0.0-Beta 1.0.0 1.0.0.1 1.0.1 1.2 10.0")]
    [InlineData("Maven", "1-alpha-1 1-a2 1-beta-1 1-m3 1-rc1 1-SNAPSHOT 1 1-sp 1-foo 1-1 1.1-rc 1.1 1.2 1.10")]
    [InlineData("crates.io", "0.1.0-alpha 0.1.0 0.1.1 0.10.0 1.0.0")]
    public void Versions_are_in_the_order_of_their_ecosystem(string ecosystem, string rising)
    {
        var scheme = Ecosystem.Find(ecosystem)!.Scheme;
        var versions = rising.Split(' ');
        for (var i = 0; i < versions.Length; i++)
            for (var j = 0; j < versions.Length; j++) Assert.True(Math.Sign(scheme.Compare(versions[i], versions[j])!.Value) == i.CompareTo(j), $"{versions[i]} and {versions[j]}");
    }

    [Theory]
    [InlineData("PyPI", "1.0", "1.0.0")]
    [InlineData("PyPI", "1.0-alpha-1", "1.0a1")]
    [InlineData("PyPI", "v1.0.post", "1.0-0")]
    [InlineData("PyPI", "1.0c1", "1.0RC1")]
    [InlineData("PyPI", "1.0+ab.1", "1.0+AB_1")]
    [InlineData("npm", "1.0.0+x", "v1.0.0")]
    [InlineData("NuGet", "1.0", "1.0.0.0")]
    [InlineData("NuGet", "1.0.0-RC.1", "1.0.0-rc.1+sha")]
    [InlineData("Maven", "1.0.0", "1")]
    [InlineData("Maven", "1.0-ga", "1.FINAL")]
    [InlineData("Maven", "1-cr1", "1-rc1")]
    public void Versions_written_otherwise_are_the_same(string ecosystem, string a, string b) => Assert.Equal(0, Ecosystem.Find(ecosystem)!.Scheme.Compare(a, b));

    [Theory]
    [InlineData("PyPI", "2.2.post3", "~=2.2", true)]
    [InlineData("PyPI", "2.3", "~=2.2.1", false)]
    [InlineData("PyPI", "1.1a1", "==1.1.*", true)]
    [InlineData("PyPI", "1.1.post1", "==1.1", false)]
    [InlineData("PyPI", "1.1+local", "==1.1", true)]
    [InlineData("PyPI", "1.1", "==1.1+local", false)]
    [InlineData("PyPI", "1.7.post1", ">1.7", false)]
    [InlineData("PyPI", "1.7+x", ">1.7", false)]
    [InlineData("PyPI", "1.7rc1", "<1.7", false)]
    [InlineData("PyPI", "1.6", "<1.7,!=1.6.*", false)]
    [InlineData("PyPI", "1.0.0", "===1.0", false)]
    [InlineData("PyPI", "1!1.0", ">=2", true)]
    [InlineData("PyPI", "1.0", "^1.0", null)]
    [InlineData("npm", "1.9.9", "^1.2.3", true)]
    [InlineData("npm", "2.0.0-alpha", "^1.2.3", false)]
    [InlineData("npm", "0.2.9", "^0.2.3", true)]
    [InlineData("npm", "0.3.0", "^0.2.3", false)]
    [InlineData("npm", "0.0.4", "^0.0.3", false)]
    [InlineData("npm", "1.2.9", "~1.2.3", true)]
    [InlineData("npm", "1.3.0", "~1.2", false)]
    [InlineData("npm", "1.2.4-beta", ">=1.2.3", false)]
    [InlineData("npm", "1.2.3-beta.2", ">=1.2.3-beta.1", true)]
    [InlineData("npm", "2.3.9", "1.2 - 2.3", true)]
    [InlineData("npm", "2.4.0", "1.2 - 2.3", false)]
    [InlineData("npm", "3.1.0", "1.x || >=3.0.0 <3.2", true)]
    [InlineData("npm", "5.0.0", "*", true)]
    [InlineData("npm", "1.0.0", ">1", false)]
    [InlineData("npm", "1.0.0", "latest", null)]
    [InlineData("crates.io", "1.4.0", "1.2", true)]
    [InlineData("crates.io", "0.4.0", "0.3", false)]
    [InlineData("crates.io", "1.4.0", ">=1.2, <1.4", false)]
    [InlineData("crates.io", "1.4.0", "=1.4.0", true)]
    [InlineData("NuGet", "2.0.0", "1.0", true)]
    [InlineData("NuGet", "2.0.0", "[1.0,2.0)", false)]
    [InlineData("NuGet", "1.5.2", "1.5.*", true)]
    [InlineData("NuGet", "1.6.0", "1.5.*", false)]
    [InlineData("NuGet", "1.0.0.0", "[1.0]", true)]
    [InlineData("NuGet", "1.0.0-beta", "(,1.0)", true)]
    [InlineData("Maven", "1.5", "[1.0,2.0)", true)]
    [InlineData("Maven", "1.1", "(,1.0],[1.2,)", false)]
    public void A_requirement_holds_as_its_ecosystem_says(string ecosystem, string version, string requirement, bool? holds) =>
        Assert.Equal(holds, Ecosystem.Find(ecosystem)!.Scheme.Satisfies(version, requirement));

    [Theory]
    [InlineData("PyPI", "==1.2.3", "1.2.3")]
    [InlineData("PyPI", "==1.2.*", null)]
    [InlineData("PyPI", ">=1.2", null)]
    [InlineData("npm", "1.2.3", "1.2.3")]
    [InlineData("npm", "^1.2.3", null)]
    [InlineData("npm", "1.2", null)]
    [InlineData("crates.io", "1.2.3", null)]
    [InlineData("crates.io", "=1.2.3", "1.2.3")]
    [InlineData("NuGet", "[1.2.3]", "1.2.3")]
    [InlineData("NuGet", "1.*", null)]
    [InlineData("Maven", "1.2.3", "1.2.3")]
    [InlineData("Maven", "[1.2,)", null)]
    public void A_requirement_names_one_version_or_none(string ecosystem, string requirement, string? version) =>
        Assert.Equal(version, Ecosystem.Find(ecosystem)!.Scheme.Exact(requirement));

    [Theory]
    [InlineData("introduced 0 fixed 2", "1.9", true)]
    [InlineData("introduced 0 fixed 2", "2", false)]
    [InlineData("introduced 1 last_affected 2", "2", true)]
    [InlineData("introduced 1 last_affected 2", "2.0.1", false)]
    [InlineData("introduced 1 last_affected 1", "1", true)]
    [InlineData("introduced 1", "9", true)]
    [InlineData("introduced 3 fixed 4 introduced 1 fixed 2", "3.5", true)]
    [InlineData("introduced 3 fixed 4 introduced 1 fixed 2", "2.5", false)]
    [InlineData("introduced 0 limit 2", "2.5", false)]
    [InlineData("introduced 0 limit *", "2.5", true)]
    [InlineData("introduced 0 fixed what", "1", null)]
    public void A_range_of_events_holds_between_them(string events, string version, bool? holds)
    {
        var words = events.Split(' ');
        var range = new AffectedRange([.. Enumerable.Range(0, words.Length / 2).Select(i => new RangeEvent(
            words[2 * i] switch { "introduced" => RangeEventKind.Introduced, "fixed" => RangeEventKind.Fixed, "limit" => RangeEventKind.Limit, _ => RangeEventKind.LastAffected }, words[(2 * i) + 1]))]);
        Assert.Equal(holds, range.Holds(Ecosystem.PyPi.Scheme, version));
    }

    [Theory]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:R/S:C/C:L/I:L/A:N", 6.1)]
    [InlineData("CVSS:3.0/AV:L/AC:H/PR:H/UI:N/S:U/C:N/I:N/A:L", 1.9)]
    [InlineData("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0)]
    [InlineData("CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N", null)]
    [InlineData("CVSS:3.1/AV:N", null)]
    public void A_vector_has_the_base_score_of_the_standard(string vector, double? score) => Assert.Equal(score, Cvss.Score(vector));

    [Fact]
    public void Random_versions_are_totally_ordered()
    {
        var random = new Random(7);
        string[] pieces = ["0", "1", "2", "10", ".", ".", "-", "a", "rc", "post", "dev", "+", "1.0", "alpha", "-SNAPSHOT", "!"];
        foreach (var scheme in Ecosystem.All.Select(e => e.Scheme).Distinct())
        {
            var versions = Enumerable.Range(0, 4000).Select(_ => "1" + string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)])))
                .Where(scheme.IsVersion).Distinct().Take(60).ToList();
            foreach (var a in versions)
                foreach (var b in versions)
                {
                    Assert.Equal(scheme.Compare(a, b) > 0, scheme.Compare(b, a) < 0);
                    foreach (var c in versions)
                        if (scheme.Compare(a, b) <= 0 && scheme.Compare(b, c) <= 0) Assert.True(scheme.Compare(a, c) <= 0, $"{a} {b} {c}");
                }
        }
    }

    [Fact]
    public void Ranges_agree_with_the_versions_that_advisories_enumerate()
    {
        var folder = Environment.GetEnvironmentVariable("PLUMB_OSV") ?? "";
        Assert.SkipUnless(Directory.Exists(folder), "PLUMB_OSV names no folder with OSV records");
        var (agree, differ, asked, listed) = (0, new List<string>(), 0, 0);
        foreach (var file in Directory.EnumerateFiles(folder, "*.json").Order(StringComparer.Ordinal))
        {
            using var document = JsonDocument.Parse(File.ReadAllText(file));
            foreach (var affected in document.RootElement.GetProperty("affected").EnumerateArray())
            {
                if (!affected.TryGetProperty("versions", out var versions) || !affected.TryGetProperty("ranges", out var ranges)) continue;
                if (Ecosystem.Find(affected.GetProperty("package").GetProperty("ecosystem").GetString()!) is not { } ecosystem) continue;
                var read = ranges.EnumerateArray().Where(r => r.GetProperty("type").GetString() is "ECOSYSTEM" or "SEMVER").Select(Read).ToList();
                if (read.Count == 0) continue;
                asked++;
                foreach (var version in versions.EnumerateArray().Select(v => v.GetString()!))
                {
                    if (!ecosystem.Scheme.IsVersion(version)) listed++;
                    else if (read.Exists(r => r.Holds(ecosystem.Scheme, version) == true)) agree++;
                    else differ.Add($"{Path.GetFileName(file)} {version}");
                }

                foreach (var edge in ranges.EnumerateArray().SelectMany(r => r.GetProperty("events").EnumerateArray()).Where(e => e.TryGetProperty("fixed", out _)).Select(e => e.GetProperty("fixed").GetString()!))
                {
                    if (!ecosystem.Scheme.IsVersion(edge) || versions.EnumerateArray().Any(v => v.GetString() == edge)) continue;
                    if (read.Exists(r => r.Holds(ecosystem.Scheme, edge) == true)) differ.Add($"{Path.GetFileName(file)} fixed {edge}");
                    else agree++;
                }
            }
        }

        // What is no version of its ecosystem is only found by the list itself, which an index keeps.
        var figures = $"{asked} lists, {agree} agree, {listed} are no versions, {differ.Count} differ: {string.Join(", ", differ.Take(20))}";
        TestContext.Current.TestOutputHelper?.WriteLine(figures);
        Assert.True(asked > 0 && differ.Count == 0, figures);
    }

    private static AffectedRange Read(JsonElement range) => new([.. range.GetProperty("events").EnumerateArray().SelectMany(e => e.EnumerateObject()).Select(p => new RangeEvent(
        p.Name switch { "introduced" => RangeEventKind.Introduced, "fixed" => RangeEventKind.Fixed, "limit" => RangeEventKind.Limit, _ => RangeEventKind.LastAffected }, p.Value.GetString()!))]);
}
