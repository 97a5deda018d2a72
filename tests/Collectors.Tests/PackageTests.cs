using Plumbline.Collectors.Declared.Packages;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What manifests and lock files come to.</summary>
public sealed class PackageTests
{
    [Theory]
    [InlineData("requirements.txt", "OpenAI==1.2", "pkg:pypi/openai@1.2")]
    [InlineData("requirements.txt", "llama_index.core[x] == 0.1 ; python_version<'4'", "pkg:pypi/llama-index-core@0.1")]
    [InlineData("requirements.txt", "openai>=1", "pkg:pypi/openai")]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nopenai = \"1.2.3\"", "pkg:pypi/openai@1.2.3")]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nopenai = \"^1.2.3\"", "pkg:pypi/openai")]
    [InlineData("setup.cfg", "[options]\ninstall_requires =\n    openai==1.2\n    requests", "pkg:pypi/openai@1.2")]
    [InlineData("poetry.lock", "[[package]]\nname = \"torch\"\nversion = \"2.1\"", "pkg:pypi/torch@2.1")]
    [InlineData("package.json", "{\"dependencies\":{\"@langchain/core\":\"0.3.0\"}}", "pkg:npm/%40langchain/core@0.3.0")]
    [InlineData("package-lock.json", "{\"dependencies\":{\"openai\":{\"version\":\"4.0.0\"}}}", "pkg:npm/openai@4.0.0")]
    [InlineData("pnpm-lock.yaml", "packages:\n  /@ai-sdk/openai@1.0.0(zod@3.2.1):\n    dev: false", "pkg:npm/%40ai-sdk/openai@1.0.0")]
    [InlineData("pnpm-lock.yaml", "packages:\n  /openai/4.1.0:\n    dev: true", "pkg:npm/openai@4.1.0")]
    [InlineData("yarn.lock", "\"openai@npm:^4.0.0\":\n  version: 4.3.0\n  resolution: \"openai@npm:4.3.0\"", "pkg:npm/openai@4.3.0")]
    [InlineData("packages.config", "<packages><package id=\"OpenAI\" version=\"2.0.0\" /></packages>", "pkg:nuget/OpenAI@2.0.0")]
    [InlineData("x.csproj", "<Project><ItemGroup><PackageReference Include=\"openai\"><Version>2.1.0</Version></PackageReference></ItemGroup></Project>", "pkg:nuget/OpenAI@2.1.0")]
    [InlineData("build.gradle", "implementation group: 'com.openai', name: 'openai-java', version: '0.9.0'", "pkg:maven/com.openai/openai-java@0.9.0")]
    [InlineData("libs.versions.toml", "[versions]\na = \"1.0\"\n[libraries]\nx = { module = \"com.openai:openai-java\", version.ref = \"a\" }", "pkg:maven/com.openai/openai-java@1.0")]
    [InlineData("gradle.lockfile", "com.openai:openai-java:1.1=compileClasspath", "pkg:maven/com.openai/openai-java@1.1")]
    [InlineData("go.mod", "require github.com/openai/openai-go/v2 v2.0.1", "pkg:golang/github.com/openai/openai-go/v2@v2.0.1")]
    [InlineData("Cargo.lock", "[[package]]\nname = \"rmcp\"\nversion = \"0.1.0\"\nsource = \"registry+x\"", "pkg:cargo/rmcp@0.1.0")]
    public async Task A_line_names_a_package(string file, string text, string id)
    {
        var claims = await Estate.Claims(new PackagesCollector(), (file, text));
        Assert.Equal([id], claims.Where(c => c.Property == "role").Select(c => c.Subject.Key));
    }

    [Theory]
    [InlineData("requirements.txt", "# openai\nrequests==1\n--index-url https://x.example/openai")]
    [InlineData("package.json", "{\"peerDependencies\":{\"openai\":\"*\"},\"name\":\"openai\"}")]
    [InlineData("package.json", "{\"dependencies\":{\"openai\":\"workspace:*\",\"langchain\":\"file:../langchain\"}}")]
    [InlineData("Cargo.toml", "[dependencies]\nrmcp = { path = \"../rmcp\" }")]
    [InlineData("go.mod", "module x\nexclude github.com/sashabaranov/go-openai v1.0.0")]
    [InlineData("node_modules/x/package.json", "{\"dependencies\":{\"openai\":\"1.0.0\"}}")]
    [InlineData("Directory.Packages.props", "<Project><ItemGroup><PackageVersion Include=\"OpenAI\" Version=\"2.0.0\" /></ItemGroup></Project>")]
    [InlineData("constraints.txt", "openai==1.0")]
    public async Task What_is_not_asked_for_is_no_package(string file, string text) =>
        Assert.DoesNotContain(await Estate.Claims(new PackagesCollector(), (file, text)), c => c.Subject.Kind == AssetKind.Package);

    [Fact]
    public async Task Credentials_of_an_address_are_never_shown()
    {
        var claims = await Estate.Claims(
            new PackagesCollector(), ("requirements.txt", "vllm @ git+https://user:hunter2@example.com/vllm.git@main?token=hunter2\n"),
            ("package.json", "{\"dependencies\":{\"openai\":\"git+https://hunter2@example.com/x.git#main\",\"langchain\":\"https://example.com/l.tgz?sig=hunter2\"}}"));
        Assert.Equal(3, claims.Count(c => c.Property == "uses"));
        Assert.DoesNotContain(claims, c => CollectorCases.Line(c).Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Files_that_include_each_other_are_read_once()
    {
        var claims = await Estate.Claims(new PackagesCollector(), ("a/base.txt", "-r ../a/more.txt\nopenai==1.0\n"), ("a/more.txt", "-r base.txt\ntorch==2.0\n"), ("a/requirements.txt", "-r base.txt\n"));
        Assert.Equal(["pkg:pypi/openai@1.0", "pkg:pypi/torch@2.0"], claims.Where(c => c.Property == "role").Select(c => c.Subject.Key).Order(StringComparer.Ordinal));
        Assert.DoesNotContain(claims.Gaps(), g => g.Kind == GapKind.Unreadable);
    }

    [Theory]
    [InlineData("package.json", "{\n\"dependencies\": [\"openai\"]}", 2)]
    [InlineData("package.json", "{\"dependencies\": {\n\"openai\": {\"version\": \"1\"}}}", 2)]
    [InlineData("package.json", "{\"devDependencies\": {\"openai\":\n 4}}", 2)]
    [InlineData("package-lock.json", "{\"packages\":\n []}", 0)]
    [InlineData("package-lock.json", "{\"packages\":\n [1]}", 2)]
    [InlineData("package-lock.json", "{\"packages\": {\n\"node_modules/openai\": \"4.0.0\"}}", 2)]
    [InlineData("package-lock.json", "{\"packages\": {\"node_modules/openai\": {\n\"version\": 4}}}", 2)]
    [InlineData("package-lock.json", "{\n\"dependencies\": [{\"openai\": 1}]}", 2)]
    [InlineData("package-lock.json", "{\"dependencies\": {\"a\": {\"version\": \"1.0.0\", \"dependencies\":\n [1]}}}", 2)]
    [InlineData("pnpm-lock.yaml", "packages:\n  - openai\n", 2)]
    [InlineData("pnpm-lock.yaml", "packages:\n  /openai@4.0.0: 4\n", 2)]
    [InlineData("packages.lock.json", "{\"dependencies\":\n [1]}", 2)]
    [InlineData("packages.lock.json", "{\"dependencies\": {\"net10.0\":\n [1]}}", 2)]
    [InlineData("packages.lock.json", "{\"dependencies\": {\"net10.0\": {\"OpenAI\": {\n\"resolved\": 2}}}}", 2)]
    [InlineData("Pipfile.lock", "{\"default\":\n [\"openai\"]}", 2)]
    [InlineData("Pipfile.lock", "{\"default\": {\"openai\": {\n\"version\": 1}}}", 2)]
    [InlineData("environment.yml", "dependencies:\n  openai: 1\n", 2)]
    [InlineData("environment.yml", "dependencies:\n  - pip:\n      openai: 1\n", 3)]
    [InlineData("environment.yml", "dependencies:\n  - pip:\n      - { openai: 1 }\n", 3)]
    [InlineData("pyproject.toml", "[project]\ndependencies = \"openai\"", 2)]
    [InlineData("pyproject.toml", "[project]\ndependencies = [\n{ name = \"openai\" }]", 3)]
    [InlineData("pyproject.toml", "[project]\noptional-dependencies = [\"openai\"]", 2)]
    [InlineData("pyproject.toml", "[dependency-groups]\ndev = \"openai\"", 2)]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nopenai = 1", 2)]
    [InlineData("pyproject.toml", "[tool.poetry.dependencies]\nopenai = { version = 1 }", 2)]
    [InlineData("Pipfile", "packages = [\"openai\"]", 1)]
    [InlineData("poetry.lock", "package = { name = \"openai\" }", 1)]
    [InlineData("poetry.lock", "[[package]]\nname = \"torch\"\nversion = 2.1", 3)]
    [InlineData("uv.lock", "[[package]]\nversion = \"2.1\"", 1)]
    [InlineData("Cargo.toml", "[dependencies]\nrmcp = 1", 2)]
    [InlineData("Cargo.toml", "dependencies = [\"rmcp\"]", 1)]
    [InlineData("Cargo.lock", "[[package]]\nname = \"rmcp\"\nversion = 1", 3)]
    [InlineData("libs.versions.toml", "[libraries]\nx = 1", 2)]
    public async Task What_has_another_shape_than_its_tool_writes_is_a_gap_with_its_line(string file, string text, int line)
    {
        var gaps = (await Estate.Claims(new PackagesCollector(), ("a/" + file, text))).Gaps().Where(g => g.Kind == GapKind.Unreadable).ToList();
        if (line == 0) Assert.Empty(gaps);
        else Assert.StartsWith($"`a/{file}:{line}`: ", Assert.Single(gaps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_many_odd_shapes_the_first_are_named_and_what_follows_is_said_to_be_there()
    {
        var text = $"{{\"dependencies\": {{{string.Join(",\n", Enumerable.Range(0, 500).Select(n => $"\"p{n}\": {n}"))}}}}}";
        var gaps = (await Estate.Claims(new PackagesCollector(), ("package.json", text))).Gaps().Where(g => g.Kind == GapKind.Unreadable).ToList();
        Assert.Equal(20, gaps.Count);
        Assert.Contains("and below", gaps[^1].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void The_catalogue_has_packages_of_six_ecosystems_each_with_one_role()
    {
        var lines = File.ReadAllLines(Path.Combine(Path.GetDirectoryName(typeof(PackageTests).Assembly.Location)!, "../../../../src/Collectors/Declared/Packages/catalogue.txt")).Where(l => !l.StartsWith('#')).Select(l => l.Split(' ')).ToList();
        Assert.All(lines, l => Assert.Equal(3, l.Length));
        Assert.True(lines.Count(l => !l[1].EndsWith('*')) >= 350);
        Assert.Equal(["cargo", "golang", "maven", "npm", "nuget", "pypi"], lines.Select(l => l[0]).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(lines.Count, lines.Select(l => (l[0], l[1].ToLowerInvariant().Replace('_', '-').Replace('.', '-'))).Distinct().Count());
    }
}
