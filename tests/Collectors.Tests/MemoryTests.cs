using System.Collections.Immutable;
using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Memory;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>What collectors said is said again only of the very same estate.</summary>
public sealed class MemoryTests : IDisposable
{
    private readonly DirectoryInfo home = Directory.CreateTempSubdirectory("plumb-memory-");

    public void Dispose() => home.Delete(recursive: true);

    [Fact]
    public async Task An_unchanged_estate_is_not_read_again()
    {
        var reader = new Reader();
        var first = await Ask(reader, ("a.txt", "one"), ("b.txt", "two"));
        var second = await Ask(reader, ("a.txt", "one"), ("b.txt", "two"));
        Assert.Equal(first, second);
        Assert.Equal(1, reader.Runs);
    }

    [Theory]
    [InlineData("a.txt", "ONE")]
    [InlineData("c.txt", "new")]
    [InlineData("plumbline.yaml", "name: other")]
    public async Task A_changed_or_added_file_is_read(string path, string text)
    {
        var reader = new Reader();
        await Ask(reader, ("a.txt", "one"), ("b.txt", "two"));
        (string, string)[] files = path == "a.txt" ? [(path, text), ("b.txt", "two")] : [("a.txt", "one"), ("b.txt", "two"), (path, text)];
        var second = await Ask(reader, files);
        Assert.Equal(2, reader.Runs);
        Assert.Contains(second, s => s.Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Content_that_nobody_opened_does_not_matter()
    {
        var reader = new Reader();
        await Ask(reader, ("a.txt", "one"), ("x.bin", "old"));
        await Ask(reader, ("a.txt", "one"), ("x.bin", "new"));
        Assert.Equal(1, reader.Runs);
    }

    [Fact]
    public async Task Other_supplies_read_anew()
    {
        var reader = new Reader();
        await Ask(reader, "grammars 1", ("a.txt", "one"));
        await Ask(reader, "grammars 2", ("a.txt", "one"));
        Assert.Equal(2, reader.Runs);
    }

    [Fact]
    public async Task A_damaged_entry_costs_only_the_memory()
    {
        var reader = new Reader();
        var first = await Ask(reader, ("a.txt", "one"), ("b.txt", "two"));
        var entry = home.GetFiles("*", SearchOption.AllDirectories).Single().FullName;
        var whole = await File.ReadAllBytesAsync(entry, TestContext.Current.CancellationToken);
        for (var cut = 0; cut < whole.Length; cut++)
        {
            await File.WriteAllBytesAsync(entry, whole[..cut], TestContext.Current.CancellationToken);
            Assert.Equal(first, await Ask(reader, ("a.txt", "one"), ("b.txt", "two")));
        }

        Assert.Equal(1 + whole.Length, reader.Runs);
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_read_is_not_remembered()
    {
        var reader = new Reader();
        var turn = 0;
        var file = new EstateFile("a.txt", 3, () => new MemoryStream(Encoding.UTF8.GetBytes(turn++ == 0 ? "one" : "three")));
        await Ask(reader, "", file);
        await Ask(reader, "", file);
        Assert.Equal(2, reader.Runs);
    }

    [Fact]
    public async Task A_file_that_does_not_open_is_not_remembered()
    {
        var reader = new Reader();
        var closed = new EstateFile("a.txt", 3, () => throw new UnauthorizedAccessException());
        await Ask(reader, "", closed);
        await Ask(reader, "", new EstateFile("a.txt", 3, () => new MemoryStream("one"u8.ToArray())));
        Assert.Equal(2, reader.Runs);
    }

    [Fact]
    public async Task Every_value_comes_back_as_it_was()
    {
        Value[] values =
        [
            Value.Null, Value.True, Value.False, Value.Of(-7L), Value.Of(7UL), Value.Of(0.5), Value.Of("text"), Value.Of(""), Value.Of(CollectorCases.AsOf), Value.EmptyList,
            Value.PartialList(Value.Of("seen")), Value.Map(("list", Value.List(["a", "b"])), ("map", Value.Map(("a", Value.Of(1L))))),
        ];
        ImmutableArray<Claim> claims = [.. values.Select((v, i) => new Claim(
            new AssetId((AssetKind)i, $"key {i}"), "word", (Plane)(i % 4), v, new Origin("source", i % 2 == 0 ? "file" : null, i, "event", null), CollectorCases.AsOf))];
        var memory = new ClaimMemory(home.FullName, "");
        memory.Keep("test", "key", new Dictionary<string, string>(), claims);
        var back = memory.Recall("test", "key", new Scope("test", CollectorCases.AsOf, [], []))!;
        Assert.Equal(claims.Select(CollectorCases.Line), back.Select(CollectorCases.Line));
        Assert.Equal(claims.Select(c => (c.Value.Kind, c.Value.AsList?.IsPartial, c.Origin, c.Time)), back.Select(c => (c.Value.Kind, c.Value.AsList?.IsPartial, c.Origin, c.Time)));
        await Task.CompletedTask;
    }

    private Task<List<string>> Ask(Reader reader, params (string Path, string Text)[] files) => Ask(reader, "", files);

    private Task<List<string>> Ask(Reader reader, string supplies, params (string Path, string Text)[] files) =>
        Ask(reader, supplies, [.. files.Select(f => new EstateFile(f.Path, f.Text.Length, () => new MemoryStream(Encoding.UTF8.GetBytes(f.Text))))]);

    private async Task<List<string>> Ask(Reader reader, string supplies, params EstateFile[] files)
    {
        var said = new List<string>();
        var collector = Remembered.Each(new ClaimMemory(home.FullName, supplies), reader).Single();
        await foreach (var claim in collector.CollectAsync(new Scope("test", CollectorCases.AsOf, [.. files], []), CancellationToken.None)) said.Add(CollectorCases.Line(claim));
        return said;
    }

    // Says what the text files hold.
    private sealed class Reader : ICollector
    {
        public int Runs { get; private set; }

        public string Name => "reader";

        public Plane Plane => Plane.Declared;

        public IReadOnlyList<Property> Words => [];

        public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            Runs++;
            foreach (var file in scope.Files.Where(f => f.Name.EndsWith(".txt", StringComparison.Ordinal) || f.Name.EndsWith(".yaml", StringComparison.Ordinal)))
            {
                string text;
                try
                {
                    using var reader = new StreamReader(file.Open());
                    text = await reader.ReadToEndAsync(cancellation);
                }
                catch (UnauthorizedAccessException)
                {
                    text = "closed";
                }

                yield return new Claim(new AssetId(AssetKind.Workload, file.Path), "text", Plane, Value.Of(text), new Origin(Name, file.Path, 1), DateTimeOffset.MinValue);
            }
        }
    }
}
