using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Skills;

/// <summary>Judges settings and other data of a skill: addresses that take whatever is sent.</summary>
public static partial class DataJudge
{
    /// <summary>Every sign, by line.</summary>
    public static IReadOnlyList<SkillSign> Find(string text)
    {
        var found = new List<SkillSign>();
        Code(text, found);
        if (!text.Contains("://", StringComparison.Ordinal)) return found;
        var (line, at) = (1, 0);
        foreach (Match match in Addresses().Matches(text))
        {
            line += text.AsSpan(at, match.Index - at).Count('\n');
            at = match.Index;
            var host = Hosts.Of(match.Value);
            if (Hosts.KindOf(host) is HostKind.Catcher || Hosts.IsHook(match.Value)) found.Add(new SkillSign(SkillSignKind.Exfiltration, Danger.Medium, line, "names a place that takes whatever is sent", host));
            if (found.Count >= 100) break;
        }

        return SignLists.Sorted(found);
    }

    // A text among data that a program would run: `"return require('child_process').exec(…)"`.
    private static void Code(string text, List<SkillSign> found)
    {
        if (!text.AsSpan().ContainsAny(Calls)) return;
        foreach (Match match in Written().Matches(text))
        {
            if (found.Count >= 100) break;
            found.Add(new SkillSign(SkillSignKind.RemoteCode, Danger.Medium, 1 + text.AsSpan(0, match.Index).Count('\n'), "holds code that runs commands where data is expected"));
        }
    }

    private static readonly System.Buffers.SearchValues<string> Calls = System.Buffers.SearchValues.Create(["child_process", "__import__", "os.system", "os.popen", "subprocess.", "getRuntime", "ProcessBuilder"], StringComparison.Ordinal);

    [GeneratedRegex(@"""[\w-]{1,60}""\s*:\s*""(?:[^""\\\n]|\\.){0,2000}?(?:child_process|__import__\(|os\.system\(|os\.popen\(|subprocess\.\w+\(|getRuntime\(\)|ProcessBuilder\()", RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\bhttps?://[^\s<>""'`\]|\\]{4,500}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();
}
