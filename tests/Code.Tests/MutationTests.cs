using System.Text;
using Plumbline.Code.Trees;
using Xunit;

namespace Plumbline.Code.Tests;

/// <summary>Sources with bytes taken out, put in, doubled and mixed: whatever comes, it is read without a crash, and what is read is whole.</summary>
public sealed class MutationTests
{
    private const int Rounds = 300;
    private static readonly byte[] Marks = "(){}[]\"'`\\\n\t;:,.=<>#@"u8.ToArray();

    [Theory]
    [MemberData(nameof(BoundTests.All), MemberType = typeof(BoundTests))]
    public void Changed_sources_are_read(string reader)
    {
        Readers.Need(reader);
        var random = new Random(reader.Length * 7919);
        byte[][] seeds = [.. Sources.Cases(reader).Select(c => Encoding.UTF8.GetBytes(c.Source))];
        for (var round = 0; round < Rounds; round++)
        {
            var source = Change(seeds, random);
            var tree = Readers.Read(reader, source) ?? throw new InvalidOperationException($"round {round} was not read");
            var last = source.Count(b => b == '\n') + 1;
            Assert.All(Walk.All(tree), e => Assert.InRange(e.Value.Line, 1, last));
            Assert.All(tree.Definitions, d => Assert.InRange(d.End, d.Line, last));
            var scopes = tree.Definitions.Select(d => d.Inside).Append("").ToHashSet();
            Assert.All(tree.Evaluated, e => Assert.True(scopes.Contains(e.Scope), $"round {round}: `{e.Scope}` is no scope"));
            Assert.All(Walk.All(tree).Select(e => e.Value).OfType<Lambda>(), l => Assert.Contains(l.Definition, scopes));
            Assert.NotNull(Rendering.Of(tree));
        }
    }

    private static byte[] Change(byte[][] seeds, Random random)
    {
        var bytes = seeds[random.Next(seeds.Length)].ToList();
        for (var times = random.Next(1, 8); times > 0 && bytes.Count > 0; times--)
        {
            var (at, count) = (random.Next(bytes.Count), random.Next(1, 40));
            switch (random.Next(5))
            {
                case 0: bytes.RemoveRange(at, Math.Min(count, bytes.Count - at)); break;
                case 1: bytes.Insert(at, (byte)random.Next(256)); break;
                case 2: bytes.InsertRange(at, bytes.GetRange(at, Math.Min(count, bytes.Count - at))); break;
                case 3: bytes.InsertRange(at, seeds[random.Next(seeds.Length)].Take(count)); break;
                default: bytes[at] = Marks[random.Next(Marks.Length)]; break;
            }
        }

        return [.. bytes];
    }
}
