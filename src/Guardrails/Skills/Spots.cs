using System.Buffers;

namespace Plumbline.Guardrails.Skills;

/// <summary>Paths that hold credentials, start programs, or steer agents.</summary>
internal static class Spots
{
    private static readonly SearchValues<string> Keys = SearchValues.Create(
        [
            ".ssh/id_", ".ssh/*", ".aws/credentials", ".aws/config", ".config/gcloud", "application_default_credentials", ".azure/", ".kube/config", ".docker/config.json", ".netrc", ".git-credentials", ".npmrc", ".pypirc", ".gnupg", "/etc/shadow", "/etc/sudoers", "login data", "logins.json", "key4.db", "cookies.sqlite", "/cookies",
            "wallet.dat", "keystore/utc", "/.ethereum", ".config/solana", "exodus", "metamask", "electrum", "keychains/", "login.keychain", ".password-store", "/proc/self/environ", "local state", ".config/gh/hosts.yml", ".vault-token", "sam.hive", "ntds.dit", "id_rsa", "id_ed25519", "service-account.json", ".anthropic", ".openai", "auth.json",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Starts = SearchValues.Create(
        [
            ".bashrc", ".bash_profile", ".zshrc", ".zprofile", ".zshenv", ".profile", "/etc/profile", "config.fish", "rc.local", "/etc/cron", "/var/spool/cron", "launchagents/", "launchdaemons/", "systemd/system", "systemd/user", ".config/autostart", "init.d/", "authorized_keys", ".git/hooks", "start menu/programs/startup",
            "start menu\\programs\\startup", "currentversion\\run", "sitecustomize.py", "usercustomize.py", ".pth", "profile.ps1", "ld.so.preload", "core.hookspath",
        ],
        StringComparison.OrdinalIgnoreCase);

    private static readonly SearchValues<string> Agents = SearchValues.Create(
        [
            ".claude/settings", ".claude.json", "claude.md", "agents.md", ".mcp.json", "claude_desktop_config", ".cursor/", ".cursorrules", ".codex/", ".gemini/", ".vscode/settings", ".vscode/tasks", "copilot-instructions", ".windsurf", ".openclaw", "soul.md", "memory.md", ".claude/skills", ".claude/commands", ".claude/agents", ".claude/hooks",
        ],
        StringComparison.OrdinalIgnoreCase);

    /// <summary>True of a path to credentials.</summary>
    public static bool HoldsKeys(string path) => path.AsSpan().ContainsAny(Keys) && !path.EndsWith(".pub", StringComparison.Ordinal);

    /// <summary>True of an environment file.</summary>
    public static bool IsEnvironment(string path) => path[(path.LastIndexOfAny(['/', '\\']) + 1)..] is ".env" or ".env.local" or ".env.production" or ".envrc";

    /// <summary>True of a path whose content is run by itself.</summary>
    public static bool StartsPrograms(string path) => path.AsSpan().ContainsAny(Starts);

    /// <summary>True of a path that steers an agent.</summary>
    public static bool SteersAgents(string path) => path.AsSpan().ContainsAny(Agents);

    /// <summary>The last part of a path, or its folder where the last part alone says nothing.</summary>
    public static string Shown(string path)
    {
        var parts = path.TrimStart('@').TrimEnd('/').Split(['/', '\\']);
        return string.Join('/', parts.TakeLast(2)) is { Length: <= 60 } shown ? shown : parts[^1][..Math.Min(60, parts[^1].Length)];
    }
}
