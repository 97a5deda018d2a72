using System.Buffers.Binary;
using System.Text;
using Plumbline.Guardrails.Models.Pickles;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>A NumPy array: numbers, or a pickle where its type holds objects.</summary>
public sealed class NumpyFormat : IFormat
{
    private const int LongestHeader = 1 << 20;

    public string Name => "numpy";

    public bool Recognises(Artifact artifact) => artifact.Has(0, [0x93, .. "NUMPY"u8]);

    public void Judge(Artifact artifact, Judgement judgement)
    {
        var wide = artifact.Slice(6, 1) is [>= 2];
        var size = artifact.Slice(8, wide ? 4 : 2);
        long length = size.Length == 4 ? BinaryPrimitives.ReadUInt32LittleEndian(size) : size.Length == 2 ? BinaryPrimitives.ReadUInt16LittleEndian(size) : 0;
        if (length is 0 or > LongestHeader)
        {
            judgement.NotScanned("the array's header cannot be read");
            return;
        }

        var data = artifact.Part((wide ? 12 : 10) + length);
        var header = Encoding.Latin1.GetString(artifact.Slice(wide ? 12 : 10, (int)length));
        judgement.Fact("array", header.Trim());
        if (HoldsObjects(header)) Objects(data, judgement);
        else if (PickleFormat.IsWhole(data) && PickleFormat.Calls(data)) judgement.Inside("data", data);
    }

    private static void Objects(Artifact data, Judgement judgement)
    {
        if (judgement.Inside("data", data).Count == 0) judgement.NotScanned("the array holds objects that cannot be read");
    }

    // In a type's description `O` stands alone or behind the byte order: '|O', 'O8', ('x', '<O').
    private static bool HoldsObjects(string header)
    {
        for (var at = header.IndexOf('O', StringComparison.Ordinal); at >= 0; at = header.IndexOf('O', at + 1))
        {
            if (at > 0 && header[at - 1] is '|' or '<' or '>' or '=' or '\'' or '"' && at + 1 < header.Length && (header[at + 1] is '\'' or '"' || char.IsAsciiDigit(header[at + 1]))) return true;
        }

        // Python joins texts that stand side by side, and reads escapes in them.
        return header.Contains('\\', StringComparison.Ordinal) || string.Concat(header.Where(char.IsAsciiLetter)).Contains("object", StringComparison.Ordinal);
    }
}
