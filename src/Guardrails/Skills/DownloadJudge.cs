using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Skills;

/// <summary>Judges links: what they hide, and what somebody is told to do with what lies behind them.</summary>
internal static partial class DownloadJudge
{
    private const int Near = 400;

    /// <summary>Looks at every address of a text.</summary>
    public static void Judge(string text, List<SkillSign> found)
    {
        var line = new Lines(text);
        foreach (Match match in Addresses().Matches(text))
        {
            if (found.Count > 400) return;
            var address = match.Value.TrimEnd('.', ',', ')', ';');
            var host = Hosts.Of(address);
            var kind = Hosts.KindOf(host);
            if (kind is HostKind.Near or HostKind.Installer || Hosts.IsExample(host)) continue;
            var path = address.Split('?', '#')[0];
            var program = Programs().IsMatch(path);
            var archive = program || Archives().IsMatch(path);
            var around = text.AsSpan(Math.Max(0, match.Index - Near), Math.Min(text.Length - Math.Max(0, match.Index - Near), address.Length + (2 * Near)));
            var asks = Asks().IsMatch(around);
            var locked = archive && Locked().IsMatch(around);
            var danger = locked ? Danger.High
                : archive && asks && kind is HostKind.Address or HostKind.Veiled or HostKind.Drop or HostKind.Catcher ? Danger.High
                : kind is HostKind.Drop or HostKind.Catcher or HostKind.Veiled && asks ? Danger.Medium
                : kind is HostKind.Address && asks ? Danger.Medium
                : program && asks && kind != HostKind.CodeHost ? Danger.Medium
                : program && asks ? Danger.Low
                : (Danger?)null;
            if (danger is { } found1) found.Add(new SkillSign(SkillSignKind.Download, found1, line.Of(match.Index), locked ? "offers an archive with a password, which no scanner can open" : "offers a file from a place that vouches for nobody", host));
        }

        foreach (Match match in Masked().Matches(text))
        {
            var (shown, real) = (Hosts.Of(match.Groups[1].Value), Hosts.Of(match.Groups[2].Value));
            if (shown.Contains('.', StringComparison.Ordinal) && real.Length > 0 && !Same(shown, real) && Hosts.KindOf(real) is not HostKind.Near) found.Add(new SkillSign(SkillSignKind.Download, Danger.Medium, line.Of(match.Index), "shows one address and leads to another", real));
        }
    }

    private static bool Same(string shown, string real)
    {
        static string Site(string host) => string.Join('.', host.Split('.').TakeLast(2));
        return Site(shown) == Site(real);
    }

    /// <summary>Lines of a text by place; asked in order.</summary>
    private sealed class Lines(string text)
    {
        private int at;
        private int line = 1;

        public int Of(int place)
        {
            if (place < at) (at, line) = (0, 1);
            line += text.AsSpan(at, place - at).Count('\n');
            at = place;
            return line;
        }
    }

    [GeneratedRegex(@"\b(?:https?|ftp)://[^\s<>""'`\]|\\]{4,500}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Addresses();

    [GeneratedRegex(@"\[(https?://[^\]\s]{4,300})\]\((https?://[^)\s]{4,300})\)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Masked();

    [GeneratedRegex(@"\.(?:exe|msi|dmg|pkg|scr|bat|cmd|ps1|vbs|jar|apk|deb|rpm|appimage|app|com|hta|lnk|iso|sh|run|bin|command)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Programs();

    [GeneratedRegex(@"\.(?:zip|rar|7z|tar|tgz|gz|xz|cab|ace)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Archives();

    [GeneratedRegex(@"\b(?:download|install|run|execute|open|launch|extract|unzip|double-click|get it|prerequisite|required|must)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Asks();

    [GeneratedRegex(@"\b(?:pass(?:word|code|phrase)?|pwd|pw)\b[^\n.]{0,30}[:=`\s][^\n]{0,3}[\w!@#$]{2,}", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Locked();
}
