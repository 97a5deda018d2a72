using System.Text;
using Plumbline.Code.TreeSitter;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Injection;
using Plumbline.Guardrails.Markup;
using Plumbline.Guardrails.Models.Archives;
using Plumbline.Guardrails.Skills;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Skills;

/// <summary>Judges every file of a skill: its texts, its scripts, what is compiled, packed or hidden in it.</summary>
internal sealed class SkillSigns(SkillFolder skill, Grammars grammars)
{
    private const int LargestText = 2 << 20;
    private const int LargestFile = 16 << 20;
    private const long MostBytes = 64 << 20;
    private const int MostSigns = 400;

    // What clients and interpreters read as text whatever bytes stand in it.
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal) { "md", "mdc", "markdown", "txt", "py", "pyw", "js", "mjs", "cjs", "ts", "mts", "cts", "tsx", "jsx", "sh", "bash", "zsh", "ksh", "command", "ps1", "psm1", "bat", "cmd", "json", "yaml", "yml", "toml", "xml", "html", "htm", "svg" };

    private const int MostPacked = 1000;
    private const int Deepest = 5;

    private readonly List<FileSign> found = [];
    private readonly List<EstateFile> unpacked = [];
    private readonly Unpacker unpacker = new(MostPacked, MostBytes, OpenedArchive.Largest);
    private long read;

    /// <summary>What could not be judged, one sentence each.</summary>
    public List<string> Unread { get; } = [];

    /// <summary>The signs, the worst first.</summary>
    public IReadOnlyList<FileSign> Find(Scope scope, CancellationToken cancellation)
    {
        var code = new SkillCode(skill.Path, grammars);
        if (skill.Archive is { } archive) Contents(archive);
        foreach (var file in skill.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (read > MostBytes) { Unread.Add($"skill `{skill.Path}` holds more than {MostBytes >> 20} MiB: the rest was not judged"); break; }
            Judge(file, code, 0, skill.Archive?.MayBeOpaque == true);
        }

        found.AddRange(code.Find());
        Unread.AddRange(code.Unread);
        found.AddRange(scope.Unread.Where(u => IsInside(u.Path) && u.Reason.Contains("leads out", StringComparison.Ordinal)).Select(u => new FileSign("link", "high", u.Path, 1, "is a link that leads out of the skill")));
        return [.. found.DistinctBy(s => (s.Kind, s.File, s.Line, s.Reason)).OrderBy(s => Rank(s.Danger)).ThenBy(s => s.File, StringComparer.Ordinal).ThenBy(s => s.Line).ThenBy(s => s.Kind, StringComparer.Ordinal).Take(MostSigns)];
    }

    private bool IsInside(string path) => skill.Path == "." || path.StartsWith(skill.Path + "/", StringComparison.Ordinal);

    private static int Rank(string danger) => danger switch { "critical" => 0, "high" => 1, "medium" => 2, _ => 3 };

    private void Judge(EstateFile file, SkillCode code, int depth, bool mayBeOpaque)
    {
        var ending = Ending(file.Name);
        if (IsOpened(file, code, depth)) return;
        if (ending == "pyc") { Compiled(file); return; }
        var head = Content.Head(file);
        if (head.Length == 0 && file.Length > 0) { Unread.Add($"`{file.Path}` cannot be read"); return; }
        if (IsMedium(ending, head)) { Add(file, FileJudge.Find(file.Name, head, mayBeOpaque)); return; }
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        read += bytes.Length;
        if (reason is not null) Unread.Add(reason);
        Add(file, FileJudge.Find(file.Name, bytes, mayBeOpaque));
        if (bytes.Length > LargestText && !bytes.AsSpan().StartsWith("%PDF-"u8)) { if (!IsBinary(bytes)) Unread.Add($"`{file.Path}` is larger than {LargestText >> 20} MiB: its text was not judged"); return; }
        if (PdfJudge.Find(bytes, out var shown) is { } document) { OfDocument(file, document, shown); return; }
        var isText = !IsBinary(bytes) && System.Text.Unicode.Utf8.IsValid(bytes);
        if (!isText && !Texts.Contains(ending)) return;
        if (!isText) Unread.Add($"`{file.Path}` is no clean UTF-8 text: what a client reads in it may differ");
        OfText(file, ending, Encoding.UTF8.GetString(bytes), bytes, code);
    }

    // What is packed is judged as if it lay beside the archive. What merely ends like a zip is judged as both.
    private bool IsOpened(EstateFile file, SkillCode code, int depth)
    {
        var head = OpenedArchive.Head(file);
        if (Unpacker.UnreadKindOf(head) is { } kind)
        {
            Unread.Add($"`{file.Path}` is an archive of a kind that is not opened ({kind}): what it holds was not judged");
            Add(file, [new SkillSign(SkillSignKind.Executable, Danger.Medium, 1, "is an archive that is not opened", file.Name)]);
            return false;
        }

        var isArchive = Unpacker.KindOf(head) is not null;
        if (OpenedArchive.Stored(file) is not { } stored)
        {
            if (isArchive) Unread.Add($"`{file.Path}` cannot be read, or is larger than {OpenedArchive.Largest >> 20} MiB: what it holds was not judged");
            return false;
        }

        if (!isArchive && !Unpacker.HidesZip(stored)) return false;
        if (depth == Deepest)
        {
            Unread.Add($"`{file.Path}` is packed in more than {Deepest} archives: what it holds was not judged");
            return true;
        }

        if (isArchive) Add(file, FileJudge.Find(file.Name, stored));
        else Add(file, [new SkillSign(SkillSignKind.Executable, Danger.Medium, 1, "holds an archive behind something else", file.Name)]);
        var opened = OpenedArchive.Of(file, stored, unpacker);
        Contents(opened);
        unpacked.AddRange(opened.Files);
        foreach (var part in opened.Files)
        {
            if (!opened.IsDocument || Ending(part.Name) is not ("xml" or "rels")) Judge(part, code, depth + 1, opened.MayBeOpaque);
        }

        return isArchive;
    }

    private void Contents(OpenedArchive archive)
    {
        Unread.AddRange(archive.Content.Lost.Select(l => $"`{archive.File.Path}` is not judged whole: {l}"));
        if (archive.Content.Leading.Count > 0) found.Add(new FileSign("link", "high", archive.File.Path, 1, "is an archive that writes outside the folder it is unpacked into", Masks.Of(archive.Content.Leading[0], [], 80)));
        if (archive.Content.IsLocked && skill.Archive != archive) Add(archive.File, [new SkillSign(SkillSignKind.Executable, Danger.High, 1, "is an archive with a password", archive.File.Name)]);
        if (archive.Files.Any(f => f.Name == "vbaProject.bin")) Add(archive.File, [new SkillSign(SkillSignKind.Executable, Danger.Medium, 1, "is a document with macros", archive.File.Name)]);
        if (!archive.IsDocument && skill.Archive != archive && !found.Exists(f => f.File == archive.File.Path && f.Reason == "is an archive that holds programs"))
            Add(archive.File, FileJudge.OfMembers(archive.File.Name, [.. archive.Content.Files.Select(f => f.Name)]));
    }

    private void OfText(EstateFile file, string ending, string text, byte[] bytes, SkillCode code)
    {
        var kind = ending.Length > 0 && !text.StartsWith("#!", StringComparison.Ordinal) ? ending : Script(text) ?? ending;
        var isManifest = ReferenceEquals(file, skill.Manifest) || file.Name.Equals("SKILL.md", StringComparison.OrdinalIgnoreCase);
        switch (kind)
        {
            case "py" or "pyw" or "js" or "mjs" or "cjs" or "ts" or "mts" or "cts" or "tsx" or "jsx":
                code.Add(file.Path, kind, bytes, 0);
                found.AddRange(TextSigns.Of(text, TextRole.Skill, file.Path).Where(s => s.Kind == "hidden-text"));
                return;
            case "sh" or "bash" or "zsh" or "ksh" or "command":
                Add(file, ShellJudge.Find(text));
                Programs(file, ShellJudge.Programs(text), code);
                found.AddRange(TextSigns.Of(text, TextRole.Skill, file.Path).Where(s => s.Kind == "hidden-text"));
                return;
            case "ps1" or "psm1" or "bat" or "cmd":
                Add(file, WindowsJudge.Find(text));
                return;
            case "md" or "mdc" or "markdown" or "txt" or "rst" or "":
                found.AddRange(TextSigns.OfMarkup(text, TextRole.Skill, file.Path, kind));
                Add(file, SkillText.Find(text));
                foreach (var block in SkillText.Blocks(text))
                {
                    if (CodeOf(block.Language) is { } language) code.Add(file.Path, language, Encoding.UTF8.GetBytes(block.Text), block.Line - 1);
                    else if (SkillText.IsShell(block.Language)) Programs(file, ShellJudge.Programs(block.Text, block.Line), code);
                }

                if (isManifest) Head(file, text);
                return;
            case "html" or "htm" or "xhtml" or "svg" or "xml":
                found.AddRange(TextSigns.OfMarkup(text, TextRole.Skill, file.Path, kind));
                Add(file, DataJudge.Find(text));
                return;
            default:
                found.AddRange(TextSigns.Of(text, TextRole.Skill, file.Path));
                Add(file, DataJudge.Find(text));
                return;
        }
    }

    private static void Programs(EstateFile file, IReadOnlyList<CodeBlock> programs, SkillCode code)
    {
        foreach (var program in programs) code.Add(file.Path, program.Language, Encoding.UTF8.GetBytes(program.Text), Math.Max(1, program.Line - 1));
    }

    private void OfDocument(EstateFile file, Concealed document, string shown)
    {
        if (!document.IsWhole) Unread.Add($"`{file.Path}` is packed or locked in a way that is not read: parts of it were not judged");
        found.AddRange(TextSigns.OfConcealed(document, file.Path, _ => 1));
        found.AddRange(TextSigns.Of(shown, TextRole.Document, file.Path).Where(s => s.Danger is "high" or "critical").Select(s => s with { Line = 1 }));
    }

    private void Head(EstateFile file, string text)
    {
        var head = FrontMatter.Of(text);
        if (head is not null) Add(file, HeadJudge.Find(head.Fields["name"]?.Text ?? "", head.Fields["description"]?.Text ?? ""));
    }

    private void Compiled(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        read += bytes.Length;
        if (reason is not null) { Unread.Add(reason); return; }
        if (Bytecode.Read(bytes) is not { } compiled) { Add(file, FileJudge.Find(file.Name, bytes)); return; }
        var source = SourceOf(file);
        var text = source is null ? null : Content.ReadAll(source, out _, LargestText) is var own && System.Text.Unicode.Utf8.IsValid(own) ? Encoding.UTF8.GetString(own) : null;
        Add(file, BytecodeJudge.Find(compiled, text, source?.Length ?? 0));
    }

    // `__pycache__/name.cpython-312.pyc` was made from `name.py` beside the folder.
    private EstateFile? SourceOf(EstateFile compiled)
    {
        var stem = compiled.Name[..compiled.Name.IndexOf('.', StringComparison.Ordinal)];
        var folder = compiled.Folder;
        if (folder == "__pycache__" || folder.EndsWith("/__pycache__", StringComparison.Ordinal)) folder = folder.LastIndexOf('/') is > 0 and var cut ? folder[..cut] : "";
        var path = folder.Length == 0 ? stem + ".py" : $"{folder}/{stem}.py";
        return skill.Files.Concat(unpacked).FirstOrDefault(f => f.Path == path);
    }

    private void Add(EstateFile file, IReadOnlyList<SkillSign> signs) =>
        found.AddRange(signs.Select(s => new FileSign(s.Kind.Name(), s.Danger.ToString().ToLowerInvariant(), file.Path, s.Line, s.Reason, Masks.Of(s.Subject, [], 80))));

    private static string Ending(string name) => name.LastIndexOf('.') is >= 0 and var dot && dot + 1 < name.Length ? name[(dot + 1)..].ToLowerInvariant() : "";

    private static string? Script(string text)
    {
        var first = text[..Math.Min(text.Length, 120)].Split('\n')[0];
        if (!first.StartsWith("#!", StringComparison.Ordinal)) return null;
        return first.Contains("python", StringComparison.Ordinal) ? "py" : first.Contains("node", StringComparison.Ordinal) || first.Contains("deno", StringComparison.Ordinal) || first.Contains("bun", StringComparison.Ordinal) ? "js" : first.Contains("sh", StringComparison.Ordinal) ? "sh" : null;
    }

    private static string? CodeOf(string language) => language switch { "python" or "py" or "python3" => "py", "javascript" or "js" or "node" => "js", "typescript" or "ts" => "ts", _ => null };

    // A picture, a font or a sound that is what its name says.
    private static bool IsMedium(string ending, ReadOnlySpan<byte> head) =>
        ending is "png" or "jpg" or "jpeg" or "gif" or "webp" or "ico" or "ttf" or "otf" or "woff" or "woff2" or "mp3" or "mp4" or "wav" or "ogg" or "webm" && IsBinary(head) && FileJudge.Program(head) is null;

    private static bool IsBinary(ReadOnlySpan<byte> bytes) => bytes[..Math.Min(bytes.Length, 4096)].IndexOf((byte)0) >= 0;
}
