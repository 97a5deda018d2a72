namespace Plumbline.Guardrails.Models.Plain;

/// <summary>Formats that are known by how they begin, and that hold numbers or are not looked into further.</summary>
/// <param name="name">The format.</param>
/// <param name="isIt">Is the content of this kind?</param>
/// <param name="why">Why it is not looked into; null where there is nothing in it that could run.</param>
public sealed class PlainFormat(string name, Func<Artifact, bool> isIt, string? why = null) : IFormat
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<PlainFormat> All { get; } =
    [
        new("xgboost", a => Head(a, 4096).IndexOf("\"learner\""u8) >= 0 && Head(a, 1 << 16).IndexOf("\"gradient_booster\""u8) >= 0 || a.Has(0, "binf"u8) || a.Has(0, "{L\0\0\0\0\0\0\0\u0007learner"u8)),
        new("lightgbm", a => a.Has(0, "tree\nversion="u8) || a.Has(0, "tree\r\nversion="u8)),
        new("catboost", a => a.Has(0, "CBM1"u8)),
        new("ggml", a => a.UInt32(0) is 0x67676d6c or 0x67676d66 or 0x67676a74 or 0x67676c61, "a format of llama.cpp that is no longer used; convert it to GGUF"),
        new("tensorflow-checkpoint", a => a.Length > 48 && a.Has(a.Length - 8, [0x57, 0xfb, 0x80, 0x8b, 0x24, 0x75, 0x47, 0xdb])),
        new("tensorrt-engine", a => a.Has(0, "ptrt"u8) || a.Has(0, "ftrt"u8), "compiled code for a graphics processor"),
        new("executorch", a => a.Has(4, "ET12"u8), "compiled operators"),
        new("r-data", a => a.Has(0, "RDX2\n"u8) || a.Has(0, "RDX3\n"u8) || a.Has(0, "X\n\0\0\0"u8), "serialized R, which may run code when it is read"),
        new("zstd", a => a.UInt32(0) == 0xfd2fb528, "packed with zstd, which is not unpacked"),
        new("rknn", a => a.Has(0, "RKNN"u8), "compiled code for a neural processor"),
    ];

    /// <inheritdoc/>
    public string Name => name;

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => artifact.Length > 8 && isIt(artifact);

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (why is not null) judgement.NotScanned(why);
    }

    private static ReadOnlySpan<byte> Head(Artifact artifact, int length) => artifact.Slice(0, length) is [(byte)'{', ..] and var head ? head : default;
}
