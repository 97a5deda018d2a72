namespace Plumbline.Guardrails.Skills;

/// <summary>Judges what PowerShell and batch scripts do, line by line.</summary>
public static class WindowsJudge
{
    private const int Deepest = 4;
    private const int Most = 200;

    private static readonly char[] Ends = ['|', ';', '(', ')', '{', '}', ' ', '\t', '"', '\'', ',', '&', '=', '`'];

    /// <summary>Every sign, by line.</summary>
    public static IReadOnlyList<SkillSign> Find(string text, int line = 1)
    {
        var found = new List<SkillSign>();
        var at = line;
        foreach (var row in text.Split('\n'))
        {
            if (found.Count >= Most) break;
            Judge(row, at++, 0, found);
        }

        return SignLists.Sorted(found);
    }

    internal static void Judge(string row, int line, int depth, List<SkillSign> found)
    {
        var bare = row.TrimStart();
        if (depth > Deepest || bare.Length < 4 || bare[0] == '#' || bare.StartsWith("::", StringComparison.Ordinal) || bare.StartsWith("REM ", StringComparison.OrdinalIgnoreCase)) return;
        // Carets and backticks inside words, and joined pieces of texts, only hide them.
        var plain = row.Replace("^", "", StringComparison.Ordinal).Replace("`", "", StringComparison.Ordinal).Replace("'+'", "", StringComparison.Ordinal).Replace("\"+\"", "", StringComparison.Ordinal).Replace("' + '", "", StringComparison.Ordinal);
        var words = plain.Split(Ends, StringSplitOptions.RemoveEmptyEntries).Select(w => w.ToLowerInvariant()).ToList();
        var isBroken = row.AsSpan().Count('^') > 3 || row.Contains("'+'", StringComparison.Ordinal);
        Encoded(plain, words, line, depth, found);
        Fetched(plain, words, line, found);
        Stays(plain, words, line, found);
        Guards(words, plain, line, found);
        if (isBroken && found.Any(s => s.Line == line)) found.Add(new SkillSign(SkillSignKind.Obfuscation, Danger.Medium, line, "breaks words up so that they are not found"));
    }

    private static void Encoded(string row, List<string> words, int line, int depth, List<SkillSign> found)
    {
        var flag = words.FindIndex(w => w.Length > 1 && w[0] is '-' or '/' && "encodedcommand".StartsWith(w[1..], StringComparison.Ordinal) && w.Length > 2 || w is "-e" or "-ec");
        var isShell = words.Any(w => w.EndsWith("powershell", StringComparison.Ordinal) || w.EndsWith("powershell.exe", StringComparison.Ordinal) || w.EndsWith("pwsh", StringComparison.Ordinal));
        if (isShell && flag >= 0 && flag + 1 < words.Count)
        {
            var packed = row.Split([' ', '"', '\''], StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(w => w.Equals(words[flag + 1], StringComparison.OrdinalIgnoreCase)) ?? "";
            if (packed.Length >= 16 && ShellOutput.Base64(packed) is { } script)
            {
                found.Add(new SkillSign(SkillSignKind.Obfuscation, Danger.High, line, "decodes a script and runs it", "powershell"));
                foreach (var inner in script.Split('\n')) Judge(inner, line, depth + 1, found);
            }
        }

        if (Runs(words) && words.Any(w => w.Contains("frombase64string", StringComparison.Ordinal))) found.Add(new SkillSign(SkillSignKind.Obfuscation, Danger.High, line, "decodes a script and runs it", "powershell"));
    }

    private static bool Runs(List<string> words) => words.Any(w => w is "iex" or "invoke-expression" or "start-process" or ".invoke" or "invoke-command");

    private static void Fetched(string row, List<string> words, int line, List<SkillSign> found)
    {
        var fetches = words.Any(w => w is "iwr" or "irm" or "curl" or "wget" or "invoke-webrequest" or "invoke-restmethod" or "start-bitstransfer" or "bitsadmin" || w.Contains(".downloadstring", StringComparison.Ordinal) || w.Contains(".downloadfile", StringComparison.Ordinal) || w.Contains(".downloaddata", StringComparison.Ordinal) || w == "-urlcache" || w == "/transfer");
        var isTool = words.Any(w => w is "mshta" or "mshta.exe" or "regsvr32" or "regsvr32.exe" or "rundll32") && row.Contains("http", StringComparison.OrdinalIgnoreCase);
        var at = row.IndexOf("http", StringComparison.OrdinalIgnoreCase);
        var host = at < 0 ? "" : Hosts.Of(row[at..]);
        if (isTool || (fetches && (Runs(words) || words.Any(w => w is "cmd" && row.Contains("&&", StringComparison.Ordinal)))))
        {
            var kind = Hosts.KindOf(host);
            found.Add(new SkillSign(SkillSignKind.RemoteCode, kind == HostKind.Installer ? Danger.Low : kind == HostKind.CodeHost ? Danger.Medium : kind is HostKind.Other or HostKind.Near ? Danger.High : Danger.Critical, line, "runs what it fetches, unseen", host));
        }
        else if (fetches && words.Any(w => w is "-body" or "-infile" or "uploadstring") && Hosts.KindOf(host) is HostKind.Catcher or HostKind.Drop or HostKind.Address) found.Add(new SkillSign(SkillSignKind.Exfiltration, Danger.High, line, "sends data to a place where anybody collects it", host));
        else if (words.Any(w => w is "certutil" or "certutil.exe") && words.Contains("-urlcache")) found.Add(new SkillSign(SkillSignKind.RemoteCode, Danger.High, line, "fetches a file by a tool for certificates", host));
    }

    private static void Stays(string row, List<string> words, int line, List<SkillSign> found)
    {
        var isTask = (words.Any(w => w is "schtasks" or "schtasks.exe") && words.Contains("/create")) || words.Any(w => w is "register-scheduledtask" or "new-scheduledtask" or "new-service");
        var isRun = words.Any(w => w is "reg" or "reg.exe" or "new-itemproperty" or "set-itemproperty") && row.Contains(@"CurrentVersion\Run", StringComparison.OrdinalIgnoreCase);
        var isFolder = words.Any(w => w is "copy" or "copy-item" or "move-item" or "out-file" or "set-content" or "add-content" or ">" or ">>") && Spots.StartsPrograms(row);
        if (isTask || isRun || isFolder) found.Add(new SkillSign(SkillSignKind.Persistence, Danger.High, line, "has itself started again"));
        if (words.Any(w => w is "get-content" or "type" or "copy" or "copy-item" or "gc") && Spots.HoldsKeys(row.Replace('\\', '/'))) found.Add(new SkillSign(SkillSignKind.Credentials, Danger.Medium, line, "reads a file of credentials"));
    }

    private static void Guards(List<string> words, string row, int line, List<SkillSign> found)
    {
        if ((words.Contains("set-mppreference") && row.Contains("Disable", StringComparison.OrdinalIgnoreCase)) || words.Contains("add-mppreference") || (words.Contains("netsh") && words.Contains("off")) || words.Any(w => w.StartsWith("amsi", StringComparison.Ordinal)) || (words.Contains("wevtutil") && words.Contains("cl")) || words.Contains("clear-eventlog"))
            found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.High, line, "switches protection off"));
        else if (words.Contains("vssadmin") && words.Contains("delete")) found.Add(new SkillSign(SkillSignKind.Destruction, Danger.High, line, "deletes backups of the system"));
    }
}
