using System.Buffers;
using System.Collections.Frozen;
using Plumbline.Guardrails.Models.Templates;

namespace Plumbline.Guardrails.Models.Texts;

/// <summary>Judges texts that travel with weights and that nothing needs to run: commands, code and templates among them are there for somebody to run.</summary>
internal static class MetadataTexts
{
    private const int Longest = 1 << 20;
    private static readonly SearchValues<char> Cuts = SearchValues.Create(";|&\n");

    private static readonly FrozenSet<string> Programs = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "rm", "wget", "curl", "chmod", "chown", "bash", "sh", "zsh", "nc", "ncat", "netcat", "python", "python3", "perl", "ruby", "node", "powershell", "pwsh", "cmd", "certutil", "bitsadmin", "mshta",
        "rundll32", "sudo", "su", "dd", "mkfs", "crontab", "systemctl", "ssh", "scp", "tar", "unzip", "base64", "eval", "exec", "source", "nohup", "kill", "pip", "pip3", "npm", "npx", "docker", "socat", "telnet", "mkfifo", "invoke-webrequest", "iex");

    private static readonly SearchValues<string> Code = SearchValues.Create(
        ["__import__(", "os.system(", "os.popen(", "subprocess.", "eval(", "exec(", "__globals__", "__subclasses__", "__builtins__", "importlib.import_module", "Runtime.getRuntime", "<script"], StringComparison.Ordinal);

    /// <summary>Writes down the signs of one value.</summary>
    /// <param name="name">What the value is called.</param>
    /// <param name="text">The value.</param>
    /// <param name="offset">Where it begins in the member.</param>
    /// <param name="judgement">Where signs are written down.</param>
    public static void Judge(string name, string text, long offset, Judgement judgement)
    {
        if (text.Length > Longest)
        {
            judgement.NotScanned("a text of its metadata is longer than 1 MiB", offset);
            return;
        }

        if (TemplateJudge.IsTemplate(text)) TemplateJudge.Judge(text, offset, judgement);
        var (commands, fetches, destroys) = Commands(text);
        if (fetches && commands > 1 || destroys) judgement.Sign("metadata-command", Danger.High, offset, name, "it holds a command that fetches and runs, or destroys; weights have no use for one");
        else if (commands > 0) judgement.Sign("metadata-command", Danger.Review, offset, name, "it holds a command, and weights have no use for one");
        if (!text.AsSpan().ContainsAny(Code)) return;
        var isProgram = text.Contains("import ", StringComparison.Ordinal) || text.Contains("__import__(", StringComparison.Ordinal) || text.Contains("<script", StringComparison.OrdinalIgnoreCase);
        judgement.Sign("metadata-code", isProgram ? Danger.High : Danger.Review, offset, name, isProgram ? "it holds a program, and weights have no use for one" : "it holds code, and weights have no use for any");
    }

    // A part counts as a command where a program is followed by an option, a path or an address, and not by prose.
    private static (int Commands, bool Fetches, bool Destroys) Commands(string text)
    {
        var (count, fetches, destroys) = (0, false, false);
        for (var rest = text.AsSpan(); rest.Length > 0;)
        {
            var cut = rest.IndexOfAny(Cuts);
            var part = (cut < 0 ? rest : rest[..cut]).Trim();
            rest = cut < 0 ? [] : rest[(cut + 1)..];
            var space = part.IndexOf(' ');
            var program = space < 0 ? part : part[..space];
            program = program[(program.LastIndexOf('/') + 1)..];
            if (program.Length is 0 or > 20 || !Programs.Contains(program.ToString())) continue;
            var given = space < 0 ? [] : part[space..];
            if (!IsArgument(given) && !(space < 0 && count > 0)) continue;
            count++;
            fetches |= program is "wget" or "curl" or "nc" or "ncat" or "certutil" or "bitsadmin" or "socat" || given.Contains("://", StringComparison.Ordinal);
            destroys |= program is "rm" && given.Contains("-rf /", StringComparison.Ordinal) || program is "mkfs" || given.Contains("/dev/tcp/", StringComparison.Ordinal);
        }

        return (count, fetches, destroys);
    }

    private static bool IsArgument(ReadOnlySpan<char> given)
    {
        given = given.Trim();
        return given is ['-', ..] or ['/', ..] or ['~', ..] or ['$', ..] || given.Contains("://", StringComparison.Ordinal) || given.Contains(" /", StringComparison.Ordinal) || given.Contains(" -", StringComparison.Ordinal) && given.Contains('/');
    }
}
