using System.Buffers;

namespace Plumbline.Guardrails.Injection;

/// <summary>Tells addresses and paths in a text, and which of them hold secrets.</summary>
internal static class Places
{
    private static readonly SearchValues<string> Secrets = SearchValues.Create(
        [
            "/.ssh", "id_rsa", "id_ed25519", "id_ecdsa", ".aws/", "/.env", "credentials", "/etc/shadow", "/etc/passwd", ".netrc", ".npmrc", ".pypirc", ".kube/config", ".docker/config", ".gnupg", "keychain", "wallet.dat",
            "login data", ".git-credentials", ".config/gcloud", "application_default_credentials", ".bash_history", ".zsh_history", "cookies.sqlite", "mcp.json", "claude_desktop_config", ".pem", "service-account", "/proc/self/environ",
        ],
        StringComparison.Ordinal);

    /// <summary>What a run of characters without blanks is: an address, a path, a path to secrets; none where it is words.</summary>
    public static Sense Of(ReadOnlySpan<char> chunk, out int taken)
    {
        chunk = chunk.TrimEnd(".,:;!?'*_");
        taken = chunk.Length;
        if (taken < 3) return Sense.None;
        if (chunk.IndexOf("://") is > 0) return IsHere(chunk) ? Sense.Spot : Sense.Away | Sense.Spot;
        if (chunk.IndexOf('@') is > 0 and var at && chunk[at..].IndexOf('.') > 1) return Sense.Away;
        if (chunk[0] == '.' && Lexicon.Of(chunk) is var dotted && (dotted & Sense.Secret) != 0) return dotted | Sense.Spot;
        if (chunk.IndexOfAny('/', '\\', '.') < 0 && chunk[0] != '~') return Sense.None;
        if (chunk.IndexOfAny('/', '\\') < 0 && chunk[^1] != 'y' && chunk[0] != '.' && chunk.LastIndexOf('.') < taken - 6) return Sense.None;
        if (chunk.ContainsAny(Secrets)) return Sense.Secret | Sense.Spot;
        return chunk[0] is '/' or '~' or '.' ? Sense.Spot : Sense.None;
    }

    private static bool IsHere(ReadOnlySpan<char> address)
    {
        var host = address[(address.IndexOf("://") + 3)..];
        return host.StartsWith("localhost") || host.StartsWith("127.") || host.StartsWith("0.0.0.0") || host.StartsWith("[::1]");
    }
}
