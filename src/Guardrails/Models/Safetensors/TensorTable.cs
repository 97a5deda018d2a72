namespace Plumbline.Guardrails.Models.Safetensors;

/// <summary>Where tensors say that their bytes lie.</summary>
/// <param name="room">Bytes behind the header.</param>
internal sealed class TensorTable(long room)
{
    private readonly List<(string Name, long At, long Begin, long End)> tensors = [];
    private readonly List<(string Name, long At, string Why)> faults = [];

    /// <summary>How many there are.</summary>
    public int Count => tensors.Count;

    /// <summary>Where the last one ends.</summary>
    public long End { get; private set; }

    /// <summary>Bits of one value; 0 where the type is not known.</summary>
    public static int Bits(string type) => type switch
    {
        "F4" => 4,
        "F6_E2M3" or "F6_E3M2" => 6,
        "BOOL" or "U8" or "I8" or "F8_E4M3" or "F8_E5M2" or "F8_E8M0" or "F8_E4M3FNUZ" or "F8_E5M2FNUZ" => 8,
        "U16" or "I16" or "F16" or "BF16" => 16,
        "U32" or "I32" or "F32" => 32,
        "U64" or "I64" or "F64" or "C64" => 64,
        "C128" => 128,
        _ => 0,
    };

    /// <param name="name">The tensor.</param>
    /// <param name="at">Where it is said.</param>
    /// <param name="begin">Its first byte behind the header.</param>
    /// <param name="end">Behind its last byte.</param>
    /// <param name="size">Bytes that its type and shape need; -1 where they do not say.</param>
    public void Add(string name, long at, long begin, long end, long size)
    {
        tensors.Add((name, at, begin, end));
        if (begin < 0 || end < begin) faults.Add((name, at, "its bytes end before they begin, or it does not say where they are"));
        else if (end > room) faults.Add((name, at, "its bytes reach behind the end of the file"));
        else if (size >= 0 && size != end - begin) faults.Add((name, at, "it has other bytes than its type and shape need"));
        if (begin >= 0 && end >= begin && end <= room) End = Math.Max(End, end);
    }

    /// <summary>Writes down tensors that lie outside or upon one another, and holes between them.</summary>
    /// <param name="start">Where the bytes begin in the member.</param>
    /// <param name="judgement">Where signs are written down.</param>
    public void Judge(long start, Judgement judgement)
    {
        foreach (var (name, at, why) in faults.Take(16)) judgement.Sign("malformed-tensor", Danger.Review, at, name, why);
        long end = 0;
        foreach (var tensor in tensors.Where(t => t.Begin >= 0 && t.End > t.Begin && t.End <= room).OrderBy(t => t.Begin).ThenBy(t => t.End))
        {
            if (tensor.Begin < end) judgement.Sign("malformed-tensor", Danger.Review, tensor.At, tensor.Name, "it lies upon another tensor");
            if (tensor.Begin > end) judgement.Sign("hidden-data", Danger.Review, start + end, "hole", "bytes between two tensors belong to none");
            end = Math.Max(end, tensor.End);
        }
    }
}
