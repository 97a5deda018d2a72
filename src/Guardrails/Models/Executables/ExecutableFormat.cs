namespace Plumbline.Guardrails.Models.Executables;

/// <summary>Programs: for Windows, Linux and macOS, scripts that name their interpreter, and llamafiles, which are all of it and a model too.</summary>
public sealed class ExecutableFormat : IFormat
{
    /// <inheritdoc/>
    public string Name => "executable";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact) => Kind(artifact) is not null;

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var kind = Kind(artifact)!;
        judgement.Fact("program", kind);
        // Alone a program is a program; among the parts of a model nothing needs one.
        if (judgement.Place.Length > 0) judgement.Sign("executable", Danger.Review, 0, kind, "a program lies inside the model");
    }

    private static string? Kind(Artifact artifact)
    {
        if (artifact.Length < 64) return artifact.Has(0, "#!/"u8) ? "script" : null;
        var magic = artifact.UInt32(0);
        if (magic == 0x464c457f) return "ELF";
        if (artifact.Has(0, "MZqFpD"u8) || artifact.Has(0, "jartsr='"u8)) return "portable executable of Cosmopolitan";
        if (artifact.Has(0, "MZ"u8) && artifact.UInt32(0x3c) is > 0 and < 1 << 20 and var header && artifact.Has(header, "PE\0\0"u8)) return "PE";
        if (magic is 0xfeedface or 0xfeedfacf or 0xcefaedfe or 0xcffaedfe) return "Mach-O";
        if (magic == 0xbebafeca && artifact.Slice(4, 4) is [0, 0, 0, < 20]) return "Mach-O";
        return artifact.Has(0, "#!/"u8) ? "script" : null;
    }
}
