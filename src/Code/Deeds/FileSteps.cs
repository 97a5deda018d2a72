using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>The steps of one file by the scope in which they are taken, and what its blocks say of them.</summary>
internal sealed class FileSteps
{
    private readonly ILookup<string, Step> steps;
    private readonly ImmutableArray<Block> blocks;
    private readonly bool[] quiet;
    private readonly HashSet<string> counted = new(StringComparer.Ordinal);

    public FileSteps(SourceFile file)
    {
        steps = file.Tree.Steps.ToLookup(s => s.Scope, StringComparer.Ordinal);
        blocks = file.Tree.Blocks;
        foreach (var step in file.Tree.Steps) if (Counted(step) is { } name) counted.Add(name);
        quiet = new bool[blocks.Length];
        for (var at = 0; at < blocks.Length; at++) quiet[at] = (blocks[at].Outer >= 0 && quiet[blocks[at].Outer]) || IsSwallowed(at);
    }

    public IEnumerable<Step> In(string scope) => steps[scope];

    /// <summary>True for a name, field or key that is counted up by a written number.</summary>
    public bool Counts(string name) => counted.Contains(name);

    // `n = n + 1`, which is what `n += 1` is read as, and `d["n"] += 1`.
    private static string? Counted(Step step)
    {
        var (place, value) = step.Binding is { Value: { } bound } binding ? (binding.Name[(binding.Name.LastIndexOf('.') + 1)..], bound)
            : step.Value is Other { Mark: "", Inner: [Indexed { At: Text { Value: var key } }, var given] } ? (key, given) : ("", null);
        if (value is null || place.Length == 0 || !Trees.Walk.Of(value).Any(e => e is Literal { Value.Length: > 0 and < 4 } literal && char.IsAsciiDigit(literal.Value[0]))) return null;
        return Trees.Walk.Of(value).Any(e => e is Name name && name.Value == place || e is Member member && member.Value == place || e is Indexed { At: Text text } && text.Value == place || e is Call { Callee: Member { Value: "get" }, Arguments: [{ Value: Text asked }, ..] } && asked.Value == place) ? place : null;
    }

    /// <summary>True where errors of a block are swallowed without a word.</summary>
    public bool IsQuiet(int block) => block >= 0 && quiet[block];

    public Block this[int block] => blocks[block];

    /// <summary>A block and all around it, inner before outer.</summary>
    public IEnumerable<Block> Around(int block)
    {
        for (var at = block; at >= 0; at = blocks[at].Outer) yield return blocks[at];
    }

    /// <summary>The blocks that end between two steps of a scope.</summary>
    public IEnumerable<Block> Left(int before, int now)
    {
        var still = new HashSet<int>();
        for (var at = now; at >= 0; at = blocks[at].Outer) still.Add(at);
        for (var at = before; at >= 0 && !still.Contains(at); at = blocks[at].Outer) yield return blocks[at];
    }

    private bool IsSwallowed(int at)
    {
        if (blocks[at].Kind != BlockKind.Try) return false;
        for (var next = at + 1; next < blocks.Length; next++)
        {
            if (blocks[next].Outer != blocks[at].Outer) continue;
            return blocks[next].Kind == BlockKind.Handler && blocks[next].IsEmpty;
        }

        return false;
    }
}
