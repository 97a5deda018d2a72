using System.Collections.Immutable;
using System.ComponentModel;
using System.Globalization;

namespace Plumbline.Collectors.Files.Git;

/// <summary>What `gpg` says of a signature: the key that made it, or why there is none.</summary>
/// <param name="Key">The fingerprint of the primary key; empty where nothing is proven.</param>
/// <param name="Problem">Why nothing is.</param>
/// <param name="IsForged">True where the signature does not hold.</param>
internal sealed record OpenPgpVerdict(string Key, string Problem, bool IsForged = false);

/// <summary>Signatures of OpenPGP, checked by `gpg` against given keys alone: the user's keyring, settings, agents and key servers have no say.</summary>
/// <param name="program">The whole path of `gpg`.</param>
/// <param name="keys">The public keys, as `gpg --export` writes them.</param>
internal sealed class OpenPgp(string program, ImmutableArray<ImmutableArray<byte>> keys)
{
    private const int FewestBits = 2048;
    private const int Longest = 1 << 16;
    private const string CannotRun = "its signature cannot be verified, because `gpg` cannot be run";
    private static readonly string[] Given = ["--batch", "--no-tty", "--no-options", "--no-autostart", "--disable-dirmngr", "--no-auto-key-retrieve", "--no-auto-check-trustdb", "--trust-model", "always", "--ignore-time-conflict", "--status-fd", "1"];

    // Signatures over SHA-1 and older are as good as none.
    private static readonly string[] Hashes = ["8", "9", "10", "11"];
    private readonly Dictionary<ImmutableArray<byte>, string?> prints = [];

    /// <summary>The fingerprint of a key; null where the text is not one public key, long enough to count.</summary>
    public string? PrintOf(ImmutableArray<byte> key)
    {
        if (prints.TryGetValue(key, out var known)) return known;
        return prints[key] = InHome((home, _) => Programs.Ask(Programs.Start(program, [.. Home(home, DateTimeOffset.UnixEpoch), "--with-colons", "--show-keys"]), key.AsSpan()) is { Exit: 0 } said ? Print(said.Output) : null);
    }

    /// <summary>Checks a signature.</summary>
    /// <param name="armored">The signature.</param>
    /// <param name="message">What it is over.</param>
    /// <param name="at">The moment at which keys have to be valid.</param>
    public OpenPgpVerdict Of(string armored, byte[] message, DateTimeOffset at)
    {
        if (armored.Length > Longest) return new OpenPgpVerdict("", "carries a signature that cannot be read", IsForged: true);
        return InHome((home, file) =>
        {
            File.WriteAllText(file, armored);
            if (Programs.Ask(Programs.Start(program, [.. Home(home, at), "--import"]), [.. keys.SelectMany(k => k)]) is null) return null;
            return Programs.Ask(Programs.Start(program, [.. Home(home, at), "--verify", file, "-"]), message) is { } said ? Judge(said.Output) : null;
        }) ?? new OpenPgpVerdict("", $"is signed, and {CannotRun}");
    }

    private static OpenPgpVerdict Judge(string output)
    {
        var said = output.Split('\n').Where(l => l.StartsWith("[GNUPG:] ", StringComparison.Ordinal)).Select(l => l[9..].TrimEnd('\r').Split(' ')).ToList();
        bool Says(string word) => said.Exists(s => s[0] == word);
        if (Says("BADSIG")) return new OpenPgpVerdict("", "carries a signature that does not hold", IsForged: true);
        if (Says("NO_PUBKEY")) return new OpenPgpVerdict("", "is signed, and its key is none of the allowed signers'");
        if (Says("ERRSIG")) return new OpenPgpVerdict("", "is signed, and its signature cannot be verified, because `gpg` does not know its kind");
        if (Says("REVKEYSIG")) return new OpenPgpVerdict("", "is signed, and its key was revoked");
        if (Says("EXPKEYSIG") || Says("EXPSIG")) return new OpenPgpVerdict("", "is signed, and its key was no longer valid");
        if (said.Count(s => s[0] == "NEWSIG") > 1 || said.Where(s => s[0] == "VALIDSIG").ToList() is not [{ Length: > 10 } valid] || !Says("GOODSIG"))
            return new OpenPgpVerdict("", "carries a signature that cannot be read", IsForged: true);
        return !Hashes.Contains(valid[8]) || valid[9] != "00" ? new OpenPgpVerdict("", "is signed over a hash that is too weak, or not as git signs") : new OpenPgpVerdict(valid[10], "");
    }

    // pub:u:3072:1:KEYID:… and behind it fpr:::::::::FINGERPRINT:; 1 is RSA, 17 DSA, by number of bits, the others are curves.
    private static string? Print(string output)
    {
        var lines = output.Split('\n').Select(l => l.TrimEnd('\r').Split(':')).ToList();
        var made = lines.Where(l => l[0] is "pub" or "sub").ToList();
        if (lines.Exists(l => l[0] is "sec" or "ssb") || made.Count(l => l[0] == "pub") != 1 || made.Exists(l => l.Length < 4 || (l[3] is "1" or "17" && !(int.TryParse(l[2], CultureInfo.InvariantCulture, out var bits) && bits >= FewestBits)))) return null;
        return lines.Find(l => l[0] == "fpr") is { Length: > 9 } print ? print[9] : null;
    }

    private static string[] Home(string home, DateTimeOffset at) =>
        ["--homedir", home, .. Given, "--faked-system-time", string.Create(CultureInfo.InvariantCulture, $"{Math.Max(1, at.ToUnixTimeSeconds())}!")];

    private static T? InHome<T>(Func<string, string, T?> ask) where T : class
    {
        var folder = Directory.CreateTempSubdirectory("plumb-openpgp-").FullName;
        try
        {
            return ask(folder, Path.Combine(folder, "signature"));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
