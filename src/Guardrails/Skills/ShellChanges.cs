namespace Plumbline.Guardrails.Skills;

/// <summary>Commands that stay, switch off protection, destroy, install, or steer the agent itself.</summary>
internal static class ShellChanges
{
    /// <summary>Judges one command.</summary>
    public static void Judge(ShellCommand command, List<SkillSign> found)
    {
        Written(command, found);
        Persists(command, found);
        Guards(command, found);
        Destroys(command, found);
        Packages(command, found);
    }

    private static void Written(ShellCommand command, List<SkillSign> found)
    {
        var targets = command.Redirects.Where(r => r.Sign.StartsWith('>')).Select(r => r.Target);
        if (command.Name is "tee" or "cp" or "mv" or "install" or "ln" or "dd" or "ditto") targets = targets.Concat(command.Arguments.Where(a => !a.StartsWith('-')).TakeLast(1));
        if (command.Name is "sed" && command.Arguments.Any(a => a.StartsWith("-i", StringComparison.Ordinal))) targets = targets.Concat(command.Arguments.TakeLast(1));
        foreach (var target in targets)
        {
            if (Spots.StartsPrograms(target)) found.Add(new SkillSign(SkillSignKind.Persistence, IsPath(command) ? Danger.Low : Danger.High, command.Line, "writes into what is started by itself", Spots.Shown(target)));
            else if (Spots.SteersAgents(target) && (target.StartsWith('~') || target.Contains("$HOME", StringComparison.Ordinal) || target.Contains("settings", StringComparison.Ordinal) || target.Contains("mcp.json", StringComparison.Ordinal) || target.Contains("config", StringComparison.Ordinal)))
                found.Add(new SkillSign(SkillSignKind.AgentSettings, Danger.Medium, command.Line, "writes into what steers the agent", Spots.Shown(target)));
        }
    }

    // `echo 'export PATH=…' >> ~/.zshrc` and `eval "$(tool init)"` are how tools are set up.
    private static bool IsPath(ShellCommand command)
    {
        var text = (command.Name is "echo" or "printf" ? string.Join(' ', command.Arguments) : command.Document ?? (command.Before is { } before ? ShellOutput.Of(before) : null)) ?? "";
        return text.Length > 0 && text.Split('\n', StringSplitOptions.RemoveEmptyEntries).All(l => l.TrimStart() is var line && (line.Length == 0 || line.StartsWith('#') || line.StartsWith("export ", StringComparison.Ordinal) || line.StartsWith("alias ", StringComparison.Ordinal) || line.StartsWith("source ", StringComparison.Ordinal) || line.StartsWith("eval \"$(", StringComparison.Ordinal) || line.StartsWith("set ", StringComparison.Ordinal) || line.StartsWith("PATH=", StringComparison.Ordinal)) && !line.Contains("curl", StringComparison.Ordinal) && !line.Contains("wget", StringComparison.Ordinal) && !line.Contains("base64", StringComparison.Ordinal));
    }

    private static void Persists(ShellCommand command, List<SkillSign> found)
    {
        var isStart = command.Name switch
        {
            "crontab" => !command.Has("-l", "-h", "-e"),
            "systemctl" => command.Has("enable") && !command.Arguments.Any(a => a is "docker" or "ssh" or "nginx" or "postgresql"),
            "launchctl" => command.Has("load", "bootstrap", "submit"),
            "schtasks" => command.Arguments.Any(a => a.Equals("/create", StringComparison.OrdinalIgnoreCase)),
            "at" or "batch" => command.Before is not null || command.Document is not null,
            "git" => command.Arguments.Any(a => a.StartsWith("core.hooksPath", StringComparison.OrdinalIgnoreCase) || a.StartsWith("init.templateDir", StringComparison.OrdinalIgnoreCase)),
            "update-rc.d" or "chkconfig" => true,
            "defaults" => command.Has("loginwindow"),
            _ => false,
        };
        if (isStart) found.Add(new SkillSign(SkillSignKind.Persistence, Danger.High, command.Line, "has itself started again", command.Name));
        if (command.Name is "claude" or "codex" or "gemini" or "cursor" && command.Has("add") && command.Has("mcp")) found.Add(new SkillSign(SkillSignKind.AgentSettings, Danger.Low, command.Line, "adds a server to the agent", command.Name));
        if (command.Has("--dangerously-skip-permissions", "--dangerously-bypass-approvals-and-sandbox", "--yolo", "--trust-all-tools")) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.Medium, command.Line, "starts an agent that asks for nothing", command.Name));
    }

    private static void Guards(ShellCommand command, List<SkillSign> found)
    {
        var isOff = command.Name switch
        {
            "setenforce" => command.Has("0"),
            "ufw" => command.Has("disable"),
            "iptables" => command.Has("-F"),
            "spctl" => command.Arguments.Any(a => a.Contains("disable", StringComparison.Ordinal)),
            "csrutil" => command.Has("disable"),
            "systemctl" or "service" => command.Has("stop", "disable", "mask") && command.Arguments.Any(a => a.Contains("audit", StringComparison.Ordinal) || a.Contains("firewall", StringComparison.Ordinal) || a.Contains("falcon", StringComparison.Ordinal) || a.Contains("defender", StringComparison.Ordinal) || a.Contains("syslog", StringComparison.Ordinal) || a.Contains("apparmor", StringComparison.Ordinal)),
            "auditctl" => command.Has("-e", "-D"),
            _ => false,
        };
        if (isOff) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.High, command.Line, "switches protection off", command.Name));
        if (command.Name == "xattr" && (command.Arguments.Any(a => a.Contains("quarantine", StringComparison.Ordinal)) || command.Has("-c", "-cr", "-rc"))) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.Medium, command.Line, "takes the mark of a download off a file", command.Name));
        if (command.Words.Any(w => w.Contains("NOPASSWD", StringComparison.Ordinal)) && (command.Redirects.Count > 0 || command.Name is "tee")) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.High, command.Line, "lets commands run as root without a password"));
        var isTrace = (command.Name == "history" && command.Has("-c", "-cw")) || (command.Name == "unset" && command.Has("HISTFILE")) || (command.Name is "rm" or "shred" or "truncate" && command.Arguments.Any(a => a.Contains("_history", StringComparison.Ordinal) || a.StartsWith("/var/log", StringComparison.Ordinal))) || command.Words is ["HISTFILE=/dev/null", ..] or ["export", "HISTFILE=/dev/null", ..];
        if (isTrace) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.High, command.Line, "erases traces", command.Name));
        if (command.Words.Any(w => w is "NODE_TLS_REJECT_UNAUTHORIZED=0" or "GIT_SSL_NO_VERIFY=1" or "GIT_SSL_NO_VERIFY=true" or "PYTHONHTTPSVERIFY=0")) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.Medium, command.Line, "switches the check of certificates off"));
        if (command.Name == "chmod" && command.Arguments.Any(a => a is "u+s" or "+s" || (a.Length == 4 && a[0] is '4' or '6' && a.All(char.IsAsciiDigit)))) found.Add(new SkillSign(SkillSignKind.GuardRemoval, Danger.High, command.Line, "lets a program run with its owner's rights", "chmod"));
    }

    private static void Destroys(ShellCommand command, List<SkillSign> found)
    {
        var isAll = command.Name == "rm" && command.Arguments.Any(a => a.StartsWith('-') && a.Contains('r', StringComparison.OrdinalIgnoreCase)) && command.Arguments.Any(a => a is "/" or "/*" or "~" or "~/" or "~/*" or "$HOME" or "$HOME/" or "$HOME/*" or "/etc" or "/usr" or "/home" or "/var");
        var isDisk = command.Name.StartsWith("mkfs", StringComparison.Ordinal) || (command.Name == "dd" && command.Arguments.Any(a => a.StartsWith("of=/dev/", StringComparison.Ordinal) && !a.StartsWith("of=/dev/null", StringComparison.Ordinal))) || command.Redirects.Any(r => r.Target.StartsWith("/dev/sd", StringComparison.Ordinal) || r.Target.StartsWith("/dev/nvme", StringComparison.Ordinal)) || command.Name == "wipefs";
        if (isAll || isDisk) found.Add(new SkillSign(SkillSignKind.Destruction, Danger.High, command.Line, isAll ? "deletes a whole home or system" : "overwrites a disk", command.Name));
        if (command.Words is [":()", ..] || (command.Name.StartsWith(":()", StringComparison.Ordinal))) found.Add(new SkillSign(SkillSignKind.Destruction, Danger.High, command.Line, "starts itself without end"));
    }

    private static void Packages(ShellCommand command, List<SkillSign> found)
    {
        var words = command.Words.SkipWhile(w => w is "sudo" or "uv" or "python" or "python3" or "-m" or "!").ToList();
        if (words.Count < 2) return;
        var isPip = words[0] is "pip" or "pip3" or "pipx" && words.Contains("install");
        var isNode = words[0] is "npm" or "pnpm" or "yarn" or "bun" && words.Any(w => w is "install" or "i" or "add");
        if (!isPip && !isNode) return;
        foreach (var word in words.Skip(1))
        {
            if (!word.Contains("://", StringComparison.Ordinal)) continue;
            var host = Hosts.Of(word);
            var kind = Hosts.KindOf(host);
            if (kind is HostKind.Installer or HostKind.Near) continue;
            if (host.EndsWith("pytorch.org", StringComparison.Ordinal) || host.EndsWith("nvidia.com", StringComparison.Ordinal)) continue;
            found.Add(new SkillSign(SkillSignKind.Package, kind == HostKind.CodeHost ? Danger.Low : kind == HostKind.Other ? Danger.Medium : Danger.High, command.Line, "installs a package from a place of its own", host));
        }
    }
}
