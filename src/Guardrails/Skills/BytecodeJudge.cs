using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Skills;

/// <summary>Compares compiled Python with its source.</summary>
public static partial class BytecodeJudge
{
    // Names that a compiler puts in by itself.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "__name__", "__module__", "__qualname__", "__doc__", "__annotations__", "__class__", "__classcell__", "__classdict__", "__firstlineno__", "__static_attributes__", "__conditional_annotations__", "__annotate__", "__annotate_func__", "__annotations_cache__", "__type_params__", "__dict__", "__classdictcell__", "__debug__",
    };

    private static readonly HashSet<string> Powers = new(StringComparer.Ordinal)
    {
        "os", "system", "popen", "subprocess", "Popen", "check_output", "socket", "urllib", "urlopen", "requests", "httpx", "post", "exec", "eval", "compile", "base64", "b64decode", "marshal", "ctypes", "connect", "sendall", "environ", "getenv", "paramiko", "smtplib", "ftplib", "pickle", "loads", "chmod", "dup2", "pty", "fork", "aiohttp", "http.client", "urllib.request",
    };

    /// <summary>The signs of a compiled file; their line is 1.</summary>
    /// <param name="compiled">What it holds.</param>
    /// <param name="source">The text of its source; null where there is none.</param>
    /// <param name="length">Bytes of the source.</param>
    public static IReadOnlyList<SkillSign> Find(Bytecode compiled, string? source, long length)
    {
        if (source is null) return [new SkillSign(SkillSignKind.Bytecode, Danger.High, 1, "is compiled code without its source")];
        if (!compiled.IsWhole) return [new SkillSign(SkillSignKind.Bytecode, Danger.Medium, 1, "is compiled code that cannot be compared with its source")];
        var words = new HashSet<string>(Words().Matches(source).Select(m => m.Value), StringComparer.Ordinal);
        var strange = compiled.Names.Where(n => !Own.Contains(n) && n[0] is not ('<' or '.') && !Known(n, words)).Order(StringComparer.Ordinal).ToList();
        var hosts = compiled.Texts.Where(t => t.Contains("://", StringComparison.Ordinal) && !source.Contains(Hosts.Of(t), StringComparison.Ordinal)).ToList();
        if (strange.Any(Powers.Contains) || hosts.Count > 0) return [new SkillSign(SkillSignKind.Bytecode, Danger.High, 1, "does what its source does not say", hosts.Count > 0 ? Hosts.Of(hosts[0]) : strange.First(Powers.Contains))];
        if (strange.Count > 0) return [new SkillSign(SkillSignKind.Bytecode, Danger.Medium, 1, "was made from another source", strange[0])];
        return compiled.SourceSize is { } size && size != (length & 0xffffffff) ? [new SkillSign(SkillSignKind.Bytecode, Danger.Low, 1, "was made from a source of another size")] : [];
    }

    // `a.b` is imported by its parts; `_Class__x` is how `__x` is written within a class.
    private static bool Known(string name, HashSet<string> words)
    {
        if (words.Contains(name)) return true;
        if (name.Contains('.', StringComparison.Ordinal)) return name.Split('.').All(p => p.Length == 0 || p[0] == '<' || Known(p, words) || Own.Contains(p));
        return name[0] == '_' && name.IndexOf("__", 1, StringComparison.Ordinal) is > 1 and var at && words.Contains(name[at..]);
    }

    [GeneratedRegex(@"[\w]+", RegexOptions.CultureInvariant)]
    private static partial Regex Words();
}
