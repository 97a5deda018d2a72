namespace Plumbline.Code.Deeds;

/// <summary>Places where secrets lie, and places from which programs are started.</summary>
internal static class Secrets
{
    private static readonly string[] Stores =
    [
        "/.ssh/", "/.aws/", "/.azure/", "/.config/gcloud", "/.kube/", "/.docker/config.json", "/.netrc", "/.npmrc", "/.pypirc", "/.git-credentials", "/.gnupg", "/.config/gh/", "/.config/hub", "/.pgpass", "/.my.cnf", "/.vault-token", "/.gem/credentials",
        "/etc/shadow", "/etc/gshadow", "/etc/sudoers", "/proc/self/environ", "/Login Data", "/Cookies", "/logins.json", "/key4.db", "/cookies.sqlite", "/places.sqlite", "/Local State", "/Web Data", "/History.db", "/Default/History", "/Library/Keychains", "/.password-store",
        "/.mozilla/firefox", "/Google/Chrome", "/google-chrome", "/.electrum", "/wallet.dat", "/.bitcoin", "/.ethereum", "/keystore", "/.bash_history", "/.zsh_history", "/.sh_history", "/.python_history", "/.mysql_history", "/.psql_history", "/.terraform.d/credentials", "/.cargo/credentials", "/id_rsa",
        "/id_ed25519", "/id_ecdsa", "/id_dsa", "/.claude.json", "/claude_desktop_config.json", "/.cursor/mcp.json", "/.codex/auth.json", "/etc/ssl/private", "/var/run/secrets", "/run/secrets", "/.config/op/", "/Bitwarden", "/1Password", "/.local/share/keyrings", "/.ssl", "/.cert",
    ];

    private static readonly string[] Starts =
    [
        "/.bashrc", "/.bash_profile", "/.profile", "/.zshrc", "/.zprofile", "/.zshenv", "/etc/profile", "/etc/cron", "/var/spool/cron", "/etc/rc.local", "/etc/init.d", "/etc/systemd", "/.config/systemd", "/usr/lib/systemd", "/lib/systemd", "/.config/autostart", "/LaunchAgents", "/LaunchDaemons",
        "/Start Menu/Programs/Startup", "/etc/ld.so.preload", "/.ssh/authorized_keys", "/authorized_keys", "/etc/sudoers", "/etc/pam.d", "/etc/passwd", "/etc/shadow", "/usercustomize.py", "/sitecustomize.py", "/.git/hooks/", "/etc/modules", "/etc/udev", "/.vimrc", "/CurrentVersion/Run", "/etc/environment", "/.config/fish/config.fish",
    ];

    private static readonly string[] Machine =
    [
        "/etc/passwd", "/etc/group", "/etc/hosts", "/etc/resolv.conf", "/etc/hostname", "/etc/network", "/proc/", "/var/log/", "/sys/", "/etc/fstab", "/etc/ssh/", "/etc/crontab", "/etc/os-release", "/etc/machine-id", "/var/run/utmp", "/dev/mem", "/dev/kmem", "/etc/issue", "/etc/exports", "/boot/",
    ];

    /// <summary>What lies at one of the places.</summary>
    public static SourceKind KindOf(IEnumerable<string> paths)
    {
        var kind = SourceKind.File;
        foreach (var path in paths)
        {
            var plain = Plain(path);
            if (Any(plain, Stores) || IsEnvironmentFile(plain)) return SourceKind.Credential;
            if (Machine.Any(m => plain.StartsWith(m, StringComparison.Ordinal))) kind = SourceKind.System;
        }

        return kind;
    }

    /// <summary>The first of the places from which something is started by itself; null where none is.</summary>
    public static string? Startup(IEnumerable<string> paths) => paths.FirstOrDefault(p => Any(Plain(p), Starts));

    /// <summary>True where one step goes through stores of several kinds: keys of hosts, of clouds, of browsers. The settings of AI clients count for nothing here.</summary>
    public static bool IsSweep(IEnumerable<string> paths) => paths.SelectMany(p => Array.FindIndex(Stores, s => Plain(p).Contains(s, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? [Stores[at]] : Array.Empty<string>())
        .Where(s => !s.Contains("claude", StringComparison.Ordinal) && !s.Contains("cursor", StringComparison.Ordinal) && !s.Contains("codex", StringComparison.Ordinal)).Distinct().Skip(2).Any();

    /// <summary>True for files without which a machine does not work, or cannot tell what happened on it.</summary>
    public static bool IsOfSystem(string path) => path.StartsWith("/etc/", StringComparison.Ordinal) || path.StartsWith("/boot/", StringComparison.Ordinal) || path.StartsWith("/usr/", StringComparison.Ordinal) || path.StartsWith("/bin/", StringComparison.Ordinal) || path.StartsWith("/var/log/", StringComparison.Ordinal);

    /// <summary>True for lists of the machine's accounts, what its users did, and what their processes were given.</summary>
    public static bool IsPeople(string path) => path is "/etc/passwd" or "/etc/group" || path.StartsWith("/var/log/", StringComparison.Ordinal) || path.StartsWith("/var/run/utmp", StringComparison.Ordinal)
        || (path.StartsWith("/proc/", StringComparison.Ordinal) && (path.EndsWith("/environ", StringComparison.Ordinal) || path.EndsWith("/cmdline", StringComparison.Ordinal)));

    private static bool Any(string path, string[] parts) => parts.Any(p => path.Contains(p, StringComparison.OrdinalIgnoreCase));

    private static bool IsEnvironmentFile(string path) => path.EndsWith("/.env", StringComparison.Ordinal) || path is "/.env";

    private static string Plain(string path) => "/" + path.Replace('\\', '/').TrimStart('~', '/').Replace(Value.Hole.ToString() + "/", "", StringComparison.Ordinal) + (path.EndsWith(".ssh", StringComparison.Ordinal) || path.EndsWith(".aws", StringComparison.Ordinal) || path.EndsWith(".kube", StringComparison.Ordinal) ? "/" : "");
}
