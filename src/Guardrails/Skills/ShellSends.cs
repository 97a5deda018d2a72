namespace Plumbline.Guardrails.Skills;

/// <summary>Commands that read credentials and commands that send data away.</summary>
internal static class ShellSends
{
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal) { "cat", "less", "more", "head", "tail", "cp", "mv", "tar", "zip", "grep", "rg", "awk", "sed", "base64", "xxd", "strings", "find", "scp", "rsync", "openssl", "gpg", "dd", "tee", "sqlite3", "jq", "source", ".", "7z", "gzip", "curl", "wget", "nc", "ncat", "python", "python3", "node" };

    /// <summary>Judges one command.</summary>
    public static void Judge(ShellCommand command, List<SkillSign> found)
    {
        var secret = Secret(command);
        if (Sends(command, out var host, out var isHook))
        {
            var fed = command.Chain().Skip(1).Concat(command.Inner.SelectMany(i => i.Chain()));
            var source = secret ?? fed.Select(Secret).FirstOrDefault(s => s is not null);
            var all = fed.Any(IsEverything) || IsEverything(command);
            var kind = Hosts.KindOf(host);
            if (source is not null || all) found.Add(new SkillSign(SkillSignKind.Exfiltration, kind == HostKind.Near && host.Length > 0 && host[0] != '$' ? Danger.Medium : Danger.Critical, command.Line, source is null ? "sends the whole environment away" : "sends credentials away", source ?? host));
            else if (kind is HostKind.Catcher or HostKind.Drop or HostKind.Address || isHook) found.Add(new SkillSign(SkillSignKind.Exfiltration, Danger.High, command.Line, "sends data to a place where anybody collects it", host));
            else if (kind is HostKind.Other or HostKind.Veiled && command.Inner.Any(i => i.Name is "hostname" or "whoami" or "uname" or "id")) found.Add(new SkillSign(SkillSignKind.Exfiltration, Danger.High, command.Line, "sends away whose machine this is", host));
        }
        else if (secret is not null && Readers.Contains(command.Name)) found.Add(new SkillSign(SkillSignKind.Credentials, Danger.Medium, command.Line, "reads a file of credentials", secret));
        if (Stores(command)) found.Add(new SkillSign(SkillSignKind.Credentials, Danger.High, command.Line, "reads the system's store of passwords", command.Name));
    }

    private static bool Sends(ShellCommand command, out string host, out bool isHook)
    {
        (host, isHook) = ("", false);
        if (command.Name is "nc" or "ncat" or "netcat")
        {
            host = command.Arguments.FirstOrDefault(a => a.Contains('.', StringComparison.Ordinal) && !a.StartsWith('-')) ?? "";
            return host.Length > 0 && (command.Before is not null || command.Redirects.Any(r => r.Sign == "<"));
        }

        if (command.Name is "scp" or "rsync" or "sftp")
        {
            var target = command.Arguments.LastOrDefault(a => !a.StartsWith('-')) ?? "";
            host = target.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon ? Hosts.Of(target[..colon]) : "";
            return host.Length > 0;
        }

        if (command.Name is "dig" or "nslookup" or "host" or "ping")
        {
            host = command.Arguments.FirstOrDefault(a => a.Contains("$()", StringComparison.Ordinal)) ?? "";
            return host.Length > 0 && command.Inner.Count > 0;
        }

        if (command.Name is "mail" or "mutt" or "sendmail" or "mailx")
        {
            host = command.Arguments.FirstOrDefault(a => a.Contains('@', StringComparison.Ordinal)) ?? "";
            host = host[(host.IndexOf('@', StringComparison.Ordinal) + 1)..];
            return host.Length > 0;
        }

        if (!ShellRuns.Fetches(command)) return false;
        var address = ShellRuns.Addresses(command).FirstOrDefault() ?? "";
        (host, isHook) = (Hosts.Of(address), Hosts.IsHook(address));
        return command.Arguments.Any(IsBody) || command.Inner.Count > 0;
    }

    private static bool IsBody(string argument) => argument is "-d" or "-F" or "-T" or "--data" or "--form" or "--upload-file" or "--json" or "-Body" or "-InFile" or "--post-file"
        || argument.StartsWith("--data", StringComparison.Ordinal) || argument.StartsWith("--post-", StringComparison.Ordinal) || argument.StartsWith("--body-", StringComparison.Ordinal) || (argument.StartsWith("-d", StringComparison.Ordinal) && argument.Length > 2 && argument[2] is '@' or '{' or '"');

    private static string? Secret(ShellCommand command)
    {
        foreach (var word in command.Arguments.Concat(command.Redirects.Where(r => r.Sign == "<").Select(r => r.Target)))
        {
            if (Spots.HoldsKeys(word) && !word.StartsWith("http", StringComparison.Ordinal) && !(command.Name == "ssh-keygen" || word.StartsWith("-i", StringComparison.Ordinal))) return Spots.Shown(word[(word.IndexOf('@', StringComparison.Ordinal) + 1)..]);
            if (Spots.IsEnvironment(word.TrimStart('@')) && command.Name is not ("source" or "." or "cp" or "touch" or "echo" or "git" or "rm" or "vi" or "nano" or "code" or "chmod" or "test" or "[" or "ls")) return ".env";
        }

        return null;
    }

    private static bool IsEverything(ShellCommand command) => (command.Name is "printenv" && command.Arguments.All(a => a.StartsWith('-'))) || (command.Words is ["env"]) || (command.Name is "set" or "export" && command.Words.Count == 1);

    private static bool Stores(ShellCommand command) => (command.Name == "security" && command.Has("find-generic-password", "find-internet-password", "dump-keychain", "export")) || (command.Name is "secret-tool" && command.Has("lookup", "search")) || (command.Name == "osascript" && command.Arguments.Any(a => a.Contains("hidden answer", StringComparison.OrdinalIgnoreCase)));
}
