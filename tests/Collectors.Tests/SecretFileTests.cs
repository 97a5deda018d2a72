using System.Collections.Immutable;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Declared.SecretFiles;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class SecretFileTests
{
    // Put together here, so that no scanner of repositories takes this file for a leak.
    private static readonly string Key = "csk-" + "p8hx2wq9zt5vk3m7rj4nd6fs1yc0blga8euh2x5qw9tz3vkm";

    [Theory]
    [InlineData(".env", "*.env", true)]
    [InlineData("a/b/.env", ".env", true)]
    [InlineData("a/.env.local", ".env.*", true)]
    [InlineData("a/.env.local", ".env.*\n!.env.local", false)]
    [InlineData("a/conf/x.txt", "conf/", true)]
    [InlineData("a/conf/x.txt", "/conf/", false)]
    [InlineData("a/conf/x.txt", "a/**/x.txt", true)]
    [InlineData("a/x.txt", "a/**/x.txt", true)]
    [InlineData("a/x.txt", "# a/x.txt\n\n/\n!\n[[[", false)]
    public async Task A_file_that_git_leaves_out_is_told_apart(string path, string patterns, bool expected)
    {
        var secret = Assert.Single(await SecretsOf((path, $"KEY={Key}\n"), (".gitignore", patterns)));
        Assert.Equal(expected, secret["ignored"].IsTrue);
    }

    [Fact]
    public async Task A_secret_of_the_root_is_also_told_of_the_project_below_that_works_with_models()
    {
        var (collector, scope) = (new SecretFilesCollector(), ScopeOf((".env", $"KEY={Key}\n"), ("svc/requirements.txt", "openai\n"), ("svc/main.py", "")));
        var claims = await collector.CollectAsync(scope, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        claims.Add(new Claim(new AssetId(AssetKind.Workload, "path:svc/main.py"), "uses", Plane.Declared, Value.Map(("key", Value.Of(""))), new Origin("code-uses", "svc/main.py", 1), default));
        var more = Assert.Single(collector.Complete(scope, claims));
        Assert.Equal("path:svc/main.py", more.Subject.Key);
        Assert.Equal(".env", more.Origin.File);
    }

    [Theory]
    [InlineData("uses", 9, true)]
    [InlineData("writtenKeys", 1, true)]
    [InlineData("writtenKeys", 3, false)]
    public async Task A_secret_that_another_reader_tells_of_is_told_once(string word, int line, bool expected)
    {
        var (collector, scope) = (new SecretFilesCollector(), ScopeOf(("svc/main.py", $"KEY = '{Key}'\n")));
        var claims = await collector.CollectAsync(scope, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        var said = Value.Map(("key", Value.Of("literal")), ("name", Value.Of("OTHER")));
        claims.Add(new Claim(new AssetId(AssetKind.Workload, "path:svc/main.py"), word, Plane.Declared, said, new Origin("other", "svc/main.py", line), default));
        Assert.Equal(expected, collector.Complete(scope, claims).Any(c => c.Property == "toldSecrets" && c.Value.AsString == "svc/main.py:1"));
    }

    [Fact]
    public async Task A_value_is_never_said()
    {
        var scope = ScopeOf(("a.py", $"KEY = '{Key}'\n{Key} = 1\nx: {Key}: {Key}\n"));
        await foreach (var claim in new SecretFilesCollector().CollectAsync(scope, TestContext.Current.CancellationToken))
            Assert.DoesNotContain(Key[..12], CollectorCases.Line(claim), StringComparison.Ordinal);
    }

    [Fact]
    public async Task More_secrets_than_are_said_are_a_gap()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 250; i++) text.Append("k = \"").Append(Key[..^4]).Append((char)('a' + (i % 26))).Append((char)('a' + (i / 26))).AppendLine("zz\"");
        var claims = await new SecretFilesCollector().CollectAsync(ScopeOf(("a.py", text.ToString())), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(200, claims.Count(c => c.Property == "writtenSecrets"));
        Assert.Single(claims, c => c.Property == Claim.Reserved.Gap);
    }

    private static async Task<List<MapValue>> SecretsOf(params (string, string)[] files) =>
        await new SecretFilesCollector().CollectAsync(ScopeOf(files), TestContext.Current.CancellationToken)
            .Where(c => c.Property == "writtenSecrets").Select(c => c.Value.AsMap!).ToListAsync(TestContext.Current.CancellationToken);

    private static Scope ScopeOf(params (string Path, string Text)[] files) => new("case", CollectorCases.AsOf,
        [.. files.OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => (f.Path, Bytes: Encoding.UTF8.GetBytes(f.Text))).Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)))],
        ImmutableArray<(string, string)>.Empty);
}
