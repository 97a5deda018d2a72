using System.Globalization;

namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>joblib writes the bytes of an array into the middle of the stream; they are leapt over by what describes them.</summary>
internal sealed class InlineArrays(Heap heap, Globals globals, Texts texts, Judgement judgement)
{
    // Types are described once and used by arrays long after.
    private readonly Dictionary<long, string> types = [];

    public void Clear() => types.Clear();

    /// <summary>A data type was described.</summary>
    public void Describe(Value type)
    {
        if (types.Count < 10_000 && texts.Literal(heap.Item(heap.Part(type.At), 0), 32) is { } code) types[type.At] = code;
    }

    /// <summary>What follows the state of an array's description; null where it is none.</summary>
    public Follow? After(Value target, Value state, Artifact artifact, long at)
    {
        if (target.Kind != Kind.Result || globals[target.Size].Weight.Role != Role.ArrayFollows) return null;
        if (Field(state, "dtype") is not { Kind: Kind.Result } type || !types.TryGetValue(type.At, out var code))
        {
            judgement.NotScanned("an array of a type that cannot be told follows in the stream", at);
            return null;
        }

        if (code.TrimStart('|', '<', '>', '=').StartsWith('O')) return new Follow(at, true);
        var size = SizeOf(code);
        var shape = Field(state, "shape");
        for (var i = 0; i < heap.Count(shape); i++) size = heap.Item(shape, i) is { Kind: Kind.Integer, At: >= 0 and < 1L << 40 } part && size < 1L << 50 ? size * part.At : -1;
        if (size < 0 || heap.Count(shape) < 0)
        {
            judgement.NotScanned("an array of a size that cannot be told follows in the stream", at);
            return null;
        }

        var padded = Field(state, "numpy_array_alignment_bytes").Kind == Kind.Integer && artifact.Slice(at, 1) is [var padding] ? 1 + padding : 0;
        return new Follow(at + padded + size, false);
    }

    // What is given twice is what was given last.
    private Value Field(Value state, string name)
    {
        for (var i = heap.Count(state) - 2; i >= 0; i -= 2)
        {
            if (texts.Literal(heap.Item(state, i), 64) == name) return heap.Item(state, i + 1);
        }

        return Value.Unknown;
    }

    // `f8`, `|b1`, `<U5`: a letter and its bytes, four of them a character in `U`.
    private static long SizeOf(string code)
    {
        var bare = code.TrimStart('|', '<', '>', '=');
        if (bare.Length < 2 || !int.TryParse(bare.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var size)) return -1;
        return bare[0] == 'U' ? 4L * size : size;
    }
}
