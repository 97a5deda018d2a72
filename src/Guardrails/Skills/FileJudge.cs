using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Skills;

/// <summary>Judges a file of a skill by its first bytes and its name: programs, archives that hold them, names that pose.</summary>
public static class FileJudge
{
    private const int MostEntries = 2000;

    private static readonly HashSet<string> Programs = new(StringComparer.OrdinalIgnoreCase) { "exe", "dll", "scr", "com", "msi", "bat", "cmd", "ps1", "vbs", "vbe", "js", "jse", "wsf", "hta", "lnk", "sh", "py", "pyc", "jar", "app", "so", "dylib", "command", "elf", "bin" };
    private static readonly HashSet<string> Documents = new(StringComparer.OrdinalIgnoreCase) { "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "md", "png", "jpg", "jpeg", "gif", "svg", "csv", "json", "html", "mp4", "mp3", "rtf" };
    private static readonly HashSet<string> Running = new(StringComparer.OrdinalIgnoreCase) { "exe", "scr", "com", "msi", "bat", "cmd", "ps1", "vbs", "hta", "lnk", "jar", "pif", "command" };

    // Pictures, sound, fonts, documents, archives, tables and models, by how they begin.
    private static readonly byte[][] Marks =
    [
        [0x89, 0x50, 0x4e, 0x47], [0xff, 0xd8, 0xff], [.. "GIF8"u8], [.. "RIFF"u8], [.. "BM"u8], [0, 0, 1, 0], [.. "%PDF"u8], [.. "PK"u8], [0x1f, 0x8b], [.. "BZh"u8], [0xfd, 0x37, 0x7a], [0x28, 0xb5, 0x2f, 0xfd], [0x37, 0x7a, 0xbc, 0xaf], [.. "Rar!"u8], [0, 1, 0, 0], [.. "OTTO"u8], [.. "wOFF"u8], [.. "wOF2"u8], [.. "true"u8],
        [.. "ID3"u8], [0xff, 0xfb], [.. "OggS"u8], [.. "fLaC"u8], [0x1a, 0x45, 0xdf, 0xa3], [.. "II*"u8], [.. "MM"u8], [.. "SQLite format 3"u8], [.. "PAR1"u8], [.. "ARROW1"u8], [0xd0, 0xcf, 0x11, 0xe0], [.. "GGUF"u8], [0x93, 0x4e, 0x55, 0x4d], [0x89, 0x48, 0x44, 0x46], [.. "8BPS"u8], [.. "glTF"u8], [0x80], [0xca, 0xfe, 0xba, 0xbe], [.. "MSCF"u8], [.. "!<arch>"u8], [.. "xar!"u8],
    ];

    /// <summary>The signs of a file; their line is 1.</summary>
    /// <param name="name">Its name without folders.</param>
    /// <param name="bytes">Its first bytes, or all.</param>
    /// <param name="mayBeOpaque">True where bytes of no known kind are a matter of course, as in documents and models.</param>
    public static IReadOnlyList<SkillSign> Find(string name, ReadOnlySpan<byte> bytes, bool mayBeOpaque = false)
    {
        var found = new List<SkillSign>();
        var ending = Ending(name);
        if (Program(bytes) is { } program)
        {
            var poses = Documents.Contains(ending);
            found.Add(new SkillSign(SkillSignKind.Executable, poses || name[0] == '.' ? Danger.High : Danger.Medium, 1, poses ? $"is {program} that poses as a document" : $"is {program} that nobody can read", name));
        }
        else if (Documents.Contains(Ending(Stem(name))) && Running.Contains(ending)) found.Add(new SkillSign(SkillSignKind.Executable, Danger.High, 1, "is a program whose name poses as a document", name));
        else if (bytes.StartsWith("#!"u8) && Documents.Contains(ending) && ending is not ("md" or "txt")) found.Add(new SkillSign(SkillSignKind.Executable, Danger.High, 1, "is a script that poses as a document", name));
        else if (bytes.StartsWith("#!"u8) && name[0] == '.') found.Add(new SkillSign(SkillSignKind.Executable, Danger.Medium, 1, "is a script in a hidden file", name));
        if (bytes.StartsWith("PK\u0003\u0004"u8)) Zip(name, bytes, found);
        if (found.Count == 0 && !mayBeOpaque && IsOpaque(bytes)) found.Add(new SkillSign(SkillSignKind.Executable, Danger.Medium, 1, "is a binary file of no known kind", name));
        if (bytes.Length < 4096 && bytes.IndexOf("EICAR-STANDARD-ANTIVIRUS-TEST-FILE"u8) >= 0) found.Add(new SkillSign(SkillSignKind.Executable, Danger.High, 1, "is the file by which scanners of malware are tested", name));
        return found;
    }

    /// <summary>The signs of an archive by the names of what it holds.</summary>
    public static IReadOnlyList<SkillSign> OfMembers(string name, IReadOnlyList<string> members) =>
        members.FirstOrDefault(m => Programs.Contains(Ending(m))) is { } first ? [Holding(name, first[(first.LastIndexOf('/') + 1)..])] : [];

    private static SkillSign Holding(string name, string first) => new(SkillSignKind.Executable, Danger.Medium, 1, "is an archive that holds programs", first.Length > 60 ? name : $"{name}: {first}");

    /// <summary>What sort of program the bytes are; null where they are none.</summary>
    public static string? Program(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith("\u007fELF"u8) ? "a program for Linux"
        : bytes.StartsWith("MZ"u8) && bytes.Length > 64 && BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]) is var at && at < bytes.Length - 4 && bytes[(int)at..].StartsWith("PE"u8) ? "a program for Windows"
        : bytes.StartsWith((ReadOnlySpan<byte>)[0xcf, 0xfa, 0xed, 0xfe]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xce, 0xfa, 0xed, 0xfe]) || (bytes.StartsWith((ReadOnlySpan<byte>)[0xca, 0xfe, 0xba, 0xbe]) && bytes.Length > 8 && bytes[7] < 20) ? "a program for macOS"
        : bytes.StartsWith("\0asm"u8) ? "a module of WebAssembly" : null;

    // Neither text nor a format whose mark is known.
    private static bool IsOpaque(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 64 || System.Text.Unicode.Utf8.IsValid(bytes) || (bytes[0] is 0xff or 0xfe && bytes[1] is 0xff or 0xfe)) return false;
        var head = bytes[..Math.Min(bytes.Length, 512)];
        if (head.IndexOf((byte)0) < 0 && CountControls(head) * 20 < head.Length) return false;
        foreach (var mark in Marks) if (bytes.StartsWith(mark)) return false;
        return !(bytes[4..].StartsWith("ftyp"u8) || (bytes.Length > 262 && bytes[257..262].SequenceEqual("ustar"u8)));
    }

    private static int CountControls(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes) if (b is < 9 or (> 13 and < 27) or 127) count++;
        return count;
    }

    // Names are read from the headers that stand before each entry; nothing is unpacked. Documents of office programs are archives too.
    private static void Zip(string name, ReadOnlySpan<byte> bytes, List<SkillSign> found)
    {
        if (Ending(name) is "docx" or "xlsx" or "pptx" or "odt" or "ods" or "odp" or "epub" or "whl" or "jar" or "npz" or "pt" or "keras") return;
        var (programs, locked, first) = (0, false, "");
        for (var (at, n) = (0, 0); n < MostEntries && bytes[at..].IndexOf("PK\u0003\u0004"u8) is >= 0 and var next; n++)
        {
            at += next;
            if (bytes.Length - at < 30) break;
            var length = BinaryPrimitives.ReadUInt16LittleEndian(bytes[(at + 26)..]);
            if (length == 0 || length > bytes.Length - at - 30) { at += 4; continue; }
            var entry = Encoding.UTF8.GetString(bytes.Slice(at + 30, length));
            locked |= (bytes[at + 6] & 1) == 1;
            if (Programs.Contains(Ending(entry))) { programs++; if (first.Length == 0) first = entry[(entry.LastIndexOf('/') + 1)..]; }
            at += 30 + length;
        }

        if (locked) found.Add(new SkillSign(SkillSignKind.Executable, Danger.High, 1, "is an archive with a password", name));
        else if (programs > 0) found.Add(Holding(name, first));
    }

    private static string Ending(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[(dot + 1)..].ToLowerInvariant() : "";

    private static string Stem(string name) => name.LastIndexOf('.') is > 0 and var dot ? name[..dot] : "";
}
