using Plumbline.Collectors.Declared.ModelFiles;
using Plumbline.Guardrails.Models;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

public sealed class ModelFileTests : IDisposable
{
    private readonly string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());

    [Fact]
    public void A_file_that_is_shortened_while_it_is_read_is_an_error_and_no_crash()
    {
        File.WriteAllBytes(path, new byte[24 << 20]);
        var artifact = FileArtifact.Open(Of("a.bin"));
        using var _ = artifact as IDisposable;
        Assert.Equal(4096, artifact.Slice(0, 4096).Length);
        using (var shorter = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) shorter.SetLength(1000);
        Assert.Throws<EndOfStreamException>(() => artifact.Slice(20 << 20, 4096).Length);
    }

    [Fact]
    public void A_file_reads_the_same_in_every_piece()
    {
        var bytes = new byte[(9 << 20) + 77];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)(i * 2654435761L >> 13);
        File.WriteAllBytes(path, bytes);
        var artifact = FileArtifact.Open(Of("a.bin"));
        using var _ = artifact as IDisposable;
        var random = 1u;
        for (var i = 0; i < 3000; i++)
        {
            random = random * 1664525 + 1013904223;
            var offset = (int)(random % (uint)(bytes.Length + 10));
            var length = (int)(random >> 7) % (i % 100 == 0 ? 6 << 20 : 1 << (i % 21));
            var there = Math.Max(0, Math.Min(length, bytes.Length - offset));
            Assert.True(artifact.Slice(offset, length).SequenceEqual(there == 0 ? [] : bytes.AsSpan(offset, there)));
        }
    }

    [Theory]
    [InlineData("notes.md", true)]
    [InlineData("go.mod", true)]
    [InlineData("logo.png", true)]
    [InlineData("app.js", false)]
    [InlineData("README.md", false)]
    public async Task Content_decides_and_not_the_ending(string name, bool isPickle)
    {
        var content = isPickle ? "\u0080\u0002cos\nsystem\n(S'id'\ntR."u8.ToArray()[1..] : "an ordinary text\n"u8.ToArray();
        File.WriteAllBytes(path, content);
        var file = Of(name);
        var claims = new List<Plumbline.Posture.Evidence.Claim>();
        await foreach (var claim in new ModelFilesCollector().CollectAsync(new Scope("test", CollectorCases.AsOf, [file], []), TestContext.Current.CancellationToken)) claims.Add(claim);
        Assert.Equal(isPickle, claims.Any(c => c.Property == "artifact"));
    }

    [Theory]
    [InlineData("words.txt", "csys\nadmin\n.\n", false)]
    [InlineData("words.txt", "N.", false)]
    [InlineData("words.txt", "cluster\nnode1\n.", false)]
    [InlineData("words.txt", "cos\nsystem\n(S'id'\ntR.", true)]
    [InlineData("words.pkl", "csys\nadmin\n.\n", true)]
    [InlineData("page.j2", "{% extends 'a' %}{% for m in messages %}{{ m }}{% endfor %}", false)]
    [InlineData("tokenizer/chat_template.jinja", "{{ cycler['__in' ~ 'it__'] }}", true)]
    [InlineData("tokenizer/chat_template.jinja", "{% for m in messages %}{{ m.content }}{% endfor %}", false)]
    [InlineData("weights.pkl.zst", "(\u00B5/\u00FD", true)]
    public async Task Words_and_pages_are_no_models_and_what_loaders_go_by_is(string name, string content, bool isTold)
    {
        File.WriteAllBytes(path, System.Text.Encoding.Latin1.GetBytes(content));
        var claims = new List<Plumbline.Posture.Evidence.Claim>();
        await foreach (var claim in new ModelFilesCollector().CollectAsync(new Scope("test", CollectorCases.AsOf, [Of(name)], []), TestContext.Current.CancellationToken)) claims.Add(claim);
        Assert.Equal(isTold, claims.Any(c => c.Property == "artifact"));
    }

    public void Dispose() => File.Delete(path);

    private EstateFile Of(string name) => new(name, new FileInfo(path).Length, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
}
