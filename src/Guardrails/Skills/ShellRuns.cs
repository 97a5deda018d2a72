namespace Plumbline.Guardrails.Skills;

/// <summary>Commands that run what was fetched or decoded, and commands that open this machine to another.</summary>
internal static class ShellRuns
{
    private static readonly HashSet<string> Shells = new(StringComparer.Ordinal) { "sh", "bash", "zsh", "dash", "ksh", "fish", "ash", "busybox" };
    private static readonly HashSet<string> Interpreters = new(StringComparer.Ordinal) { "python", "python3", "python2", "node", "perl", "ruby", "php", "deno", "bun", "osascript", "pwsh", "powershell", "lua", "tclsh", "Rscript" };

    /// <summary>True of a shell.</summary>
    public static bool IsShell(string name) => Shells.Contains(name);

    /// <summary>True of a command that fetches.</summary>
    public static bool Fetches(ShellCommand command) => command.Name is "curl" or "wget" or "fetch" or "aria2c" or "lwp-download" or "http" or "https" or "axel" or "iwr" or "irm" or "Invoke-WebRequest" or "Invoke-RestMethod";

    /// <summary>The addresses of a command.</summary>
    public static IEnumerable<string> Addresses(ShellCommand command) =>
        command.Arguments.Where(a => a.Contains("://", StringComparison.Ordinal) || (Fetches(command) && !a.StartsWith('-') && Hosts.KindOf(Hosts.Of(a)) is HostKind.Address or HostKind.Veiled or HostKind.Drop or HostKind.Catcher or HostKind.CodeHost))
            .Select(a => a.IndexOf("://", StringComparison.Ordinal) is > 8 and var at && a.LastIndexOf("http", at, StringComparison.Ordinal) is >= 0 and var http ? a[http..] : a);

    /// <summary>Judges one command; remembers what was fetched or decoded into files.</summary>
    public static void Judge(ShellCommand command, HashSet<string> fetched, HashSet<string> decoded, List<SkillSign> found)
    {
        var runs = Shells.Contains(command.Name) || Interpreters.Contains(command.Name) || command.Name is "source" or "." or "eval" or "xargs";
        if (runs && Source(command) is { } source) Add(source, command, found);
        Remember(command, fetched, decoded);
        var started = command.Name.Length > 0 && (runs || command.Words.Any(w => w.StartsWith("./", StringComparison.Ordinal)) || command.Name is "chmod" or "open" or "start" or "installer" or "dpkg" or "msiexec" || Named(fetched, command.Words.FirstOrDefault(w => !w.Contains('=')) ?? ""));
        if (started && command.Words.Any(w => Named(fetched, w))) found.Add(new SkillSign(SkillSignKind.RemoteCode, Of(found, command.Line), command.Line, "runs a file that it fetched", Spots.Shown(command.Words.First(w => Named(fetched, w)))));
        if (started && command.Words.Any(w => Named(decoded, w))) found.Add(new SkillSign(SkillSignKind.Obfuscation, Danger.High, command.Line, "runs a file that it decoded"));
        Backdoors(command, found);
    }

    // A file that was fetched from an installer's publisher and run is what installers are for.
    private static Danger Of(List<SkillSign> found, int line) => found.Any(s => s.Kind == SkillSignKind.Download && s.Line <= line && s.Danger < Danger.Medium) ? Danger.Low : Danger.High;

    // The command of the chain or of a substitution that fetches what is run.
    private static ShellCommand? Source(ShellCommand command)
    {
        foreach (var link in command.Chain().Skip(1)) if (Fetches(link) || link.Inner.Any(Fetches)) return Fetches(link) ? link : link.Inner.First(Fetches);
        foreach (var inner in command.Inner) foreach (var link in inner.Chain()) if (Fetches(link)) return link;
        return null;
    }

    private static void Add(ShellCommand source, ShellCommand command, List<SkillSign> found)
    {
        // `curl … | python -m json.tool` and `| python3 -c "…"` read what was fetched as data.
        if (Interpreters.Contains(command.Name) && command.Before is not null && command.Inner.Count == 0 && command.Arguments.Any(a => a is "-c" or "-m" or "-e" or "-p" or "-ne" or "-pe" or "--eval" || a.EndsWith(".py", StringComparison.Ordinal) || a.EndsWith(".js", StringComparison.Ordinal))) return;
        if (command.Name == "xargs" && !command.Arguments.Any(a => Shells.Contains(a) || Interpreters.Contains(a))) return;
        var address = Addresses(source).FirstOrDefault() ?? "";
        var host = Hosts.Of(address);
        if (command.Name == "eval" && host.Length == 0) return;
        var danger = Hosts.KindOf(host) switch
        {
            HostKind.Installer => Danger.Low,
            HostKind.CodeHost => Danger.Medium,
            HostKind.Near => host.Length == 0 || host[0] is '$' or '{' ? Danger.High : Danger.Low,
            HostKind.Other => Danger.High,
            _ => Danger.Critical,
        };
        if (danger is Danger.Medium or Danger.High && address.StartsWith("http:", StringComparison.OrdinalIgnoreCase)) danger++;
        found.Add(new SkillSign(SkillSignKind.RemoteCode, danger, command.Line, "runs what it fetches, unseen", host));
    }

    private static void Remember(ShellCommand command, HashSet<string> fetched, HashSet<string> decoded)
    {
        if (Fetches(command) && Addresses(command).Any(a => Hosts.KindOf(Hosts.Of(a)) is not (HostKind.Near or HostKind.Installer)))
        {
            foreach (var target in Targets(command)) fetched.Add(target);
        }

        if (command.Name == "git" && command.Has("clone")) return;
        if (ShellOutput.IsDecoded(command)) foreach (var (_, target) in command.Redirects.Where(r => r.Sign.StartsWith('>'))) decoded.Add(target);
        if (command.Name is "tee" && ShellOutput.IsDecoded(command)) foreach (var target in command.Arguments.Where(a => !a.StartsWith('-'))) decoded.Add(target);
    }

    private static IEnumerable<string> Targets(ShellCommand command)
    {
        foreach (var (sign, target) in command.Redirects) if (sign.StartsWith('>')) yield return target;
        var words = command.Arguments.ToList();
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i] is "-o" or "-O" or "--output" or "--output-document" or "-OutFile" && i + 1 < words.Count && !words[i + 1].Contains("://", StringComparison.Ordinal) && words[i + 1] != "-") yield return words[i + 1];
        }

        var isNamed = command.Name == "wget" ? !words.Any(w => w.StartsWith("-O", StringComparison.Ordinal) || w.StartsWith("-qO", StringComparison.Ordinal)) : words.Any(w => w.StartsWith('-') && !w.StartsWith("--", StringComparison.Ordinal) && w.Contains('O', StringComparison.Ordinal)) || words.Contains("--remote-name");
        if (!isNamed) yield break;
        foreach (var address in Addresses(command)) if (address.LastIndexOf('/') is > 8 and var slash && slash + 1 < address.Length) yield return address[(slash + 1)..];
    }

    private static bool Named(HashSet<string> files, string word)
    {
        if (files.Count == 0 || word.Length == 0) return false;
        return files.Contains(word) || files.Contains(word.StartsWith("./", StringComparison.Ordinal) ? word[2..] : "./" + word);
    }

    private static void Backdoors(ShellCommand command, List<SkillSign> found)
    {
        var isNet = command.Name is "nc" or "ncat" or "netcat" or "socat";
        var isShell = command.Arguments.Any(a => a.Contains("/bin/sh", StringComparison.Ordinal) || a.Contains("/bin/bash", StringComparison.Ordinal) || a.StartsWith("EXEC:", StringComparison.OrdinalIgnoreCase) || a.StartsWith("exec:", StringComparison.Ordinal));
        var isDevice = command.Redirects.Any(r => r.Target.StartsWith("/dev/tcp/", StringComparison.Ordinal) || r.Target.StartsWith("/dev/udp/", StringComparison.Ordinal));
        if ((isNet && (isShell || command.Has("-e", "-c", "--exec"))) || (isDevice && (IsShell(command.Name) || command.Name is "exec" or "cat")) || (isNet && command.Chain().Skip(1).Any(c => IsShell(c.Name))))
            found.Add(new SkillSign(SkillSignKind.Backdoor, Danger.Critical, command.Line, "gives another machine a shell", command.Name));
        else if (isDevice) found.Add(new SkillSign(SkillSignKind.Exfiltration, Danger.High, command.Line, "writes to a raw connection"));
    }
}
