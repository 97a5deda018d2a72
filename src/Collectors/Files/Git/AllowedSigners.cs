using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Plumbline.Collectors.Files.Git;

/// <summary>One key and whose it is.</summary>
/// <param name="Names">The person, and other names of them.</param>
/// <param name="Key">The public key, in the form of RFC 4253; of OpenPGP as `gpg --export` writes it.</param>
/// <param name="Namespaces">What it may sign; empty: anything.</param>
/// <param name="After">It counts from then on.</param>
/// <param name="Before">It counts until then, exclusive.</param>
public sealed record AllowedSigner(ImmutableArray<string> Names, ImmutableArray<byte> Key, ImmutableArray<string> Namespaces, DateTimeOffset After, DateTimeOffset Before)
{
    /// <summary>True for a key of OpenPGP: its packets begin with a bit that the length of an ssh key's kind never has.</summary>
    public bool IsOpenPgp => Key is [>= 0x80, ..];
}

/// <summary>
/// Whose signatures count: the lines of an `allowed_signers` file (ssh-keygen(1), and `openpgp` as a kind of key), and keys that approved identities have. A line names one person,
/// with other names behind it; what one key signed is one person's, however many lines name it.
/// </summary>
/// <param name="All">Every key.</param>
public sealed record AllowedSigners(ImmutableArray<AllowedSigner> All)
{
    private const string OpenPgp = "openpgp";

    /// <summary>Nobody.</summary>
    public static AllowedSigners None { get; } = new(ImmutableArray<AllowedSigner>.Empty);

    /// <summary>Reads a file; null and one sentence where a line is not as it must be.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="problem">What is wrong, with the line.</param>
    public static AllowedSigners? Parse(string text, out string? problem)
    {
        problem = null;
        var all = ImmutableArray.CreateBuilder<AllowedSigner>();
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#') continue;
            if (Line(line, out var wrong) is { } signer) all.Add(signer);
            else if (wrong is not null)
            {
                problem = string.Create(CultureInfo.InvariantCulture, $"line {number} {wrong}");
                return null;
            }
        }

        return new AllowedSigners(all.DrainToImmutable());
    }

    /// <summary>A key as `identities` or a `.pub` file write it, `ssh-ed25519 AAAA… comment` or `openpgp mQGN…`; null where it is none.</summary>
    public static AllowedSigner? Of(ImmutableArray<string> names, string key) =>
        key.Trim().Split(' ') is [var type, var blob, ..] && Blob(type, blob) is { } bytes ? new AllowedSigner(names, bytes, ["git"], DateTimeOffset.MinValue, DateTimeOffset.MaxValue) : null;

    /// <summary>Who signed at a moment with a key; null and one sentence where nobody is allowed to.</summary>
    /// <returns>The names of the person.</returns>
    public ImmutableArray<string>? SignerOf(ReadOnlySpan<byte> key, string made, DateTimeOffset at, Func<string, string> person, out string problem)
    {
        var (names, why) = (new List<ImmutableArray<string>>(), "");
        foreach (var signer in All)
        {
            if (!signer.Key.AsSpan().SequenceEqual(key)) continue;
            if (!signer.Namespaces.IsEmpty && !signer.Namespaces.Contains(made)) why = $"its key may sign `{string.Join(", ", signer.Namespaces)}`, not `{made}`";
            else if (at < signer.After) why = "its key was not valid yet";
            else if (at >= signer.Before) why = "its key was no longer valid";
            else names.Add(signer.Names);
        }

        var people = names.Select(n => person(n[0])).Distinct(StringComparer.Ordinal).ToList();
        problem = people.Count > 1 ? $"its key belongs to {string.Join(" and ", people.Select(p => $"`{p}`"))}" : why.Length > 0 ? why : "its key is none of the allowed signers'";
        return people.Count == 1 ? [.. names.SelectMany(n => n).Distinct()] : null;
    }

    private static AllowedSigner? Line(string line, out string? wrong)
    {
        wrong = null;
        var fields = Fields(line);
        var type = fields.FindIndex(1, fields.Count > 1 ? fields.Count - 1 : 0, IsType);
        if (fields.Count < 3 || type is < 1 or > 2 || type + 1 >= fields.Count) return No("is not `person [options] key-type key`", out wrong);
        ImmutableArray<string> names = [.. fields[0].Trim('"').Split(',').Select(n => n.Trim()).Where(n => n.Length > 0)];
        if (names.IsEmpty || names.Any(n => n.AsSpan().ContainsAny("*?!"))) return No("names a pattern, and an approval is one person's; write the address", out wrong);
        var (spaces, after, before) = (ImmutableArray<string>.Empty, DateTimeOffset.MinValue, DateTimeOffset.MaxValue);
        foreach (var option in type == 2 ? Options(fields[1]) : [])
        {
            var value = option[(option.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"');
            switch (option.Split('=')[0].ToLowerInvariant())
            {
                case "cert-authority": return null;
                case "namespaces": spaces = [.. value.Split(',').Select(n => n.Trim())]; break;
                case "valid-after" when Moment(value) is { } from: after = from; break;
                case "valid-before" when Moment(value) is { } until: before = until; break;
                default: return No($"has the option `{option}`, which is not known", out wrong);
            }
        }

        return Blob(fields[type], fields[type + 1]) is { } key ? new AllowedSigner(names, key, spaces, after, before) : No($"has no key of the kind `{fields[type]}`", out wrong);
    }

    private static AllowedSigner? No(string what, out string wrong)
    {
        wrong = what;
        return null;
    }

    private static bool IsType(string field) =>
        field == OpenPgp || field.StartsWith("ssh-", StringComparison.Ordinal) || field.StartsWith("ecdsa-sha2-", StringComparison.Ordinal) || field.StartsWith("sk-", StringComparison.Ordinal);

    private static ImmutableArray<byte>? Blob(string type, string text)
    {
        var bytes = new byte[text.Length];
        if (!IsType(type) || !Convert.TryFromBase64String(text, bytes, out var length)) return null;
        // A public key's packet comes first: 0x98, 0x99 and 0x9a in the old form, 0xc6 in the new.
        return (type == OpenPgp ? bytes[..length] is [0x98 or 0x99 or 0x9a or 0xc6, ..] : new SshReader(bytes[..length]).Text() == type) ? [.. bytes[..length]] : null;
    }

    // White space and commas between quotes part nothing.
    private static List<string> Fields(string line) => Parts(line, char.IsWhiteSpace);

    private static List<string> Options(string field) => Parts(field, c => c == ',');

    private static List<string> Parts(string text, Func<char, bool> parts)
    {
        var (all, one, isQuoted) = (new List<string>(), new StringBuilder(), false);
        foreach (var c in text)
        {
            if (c == '"') isQuoted = !isQuoted;
            if (isQuoted || !parts(c)) one.Append(c);
            else if (one.Length > 0)
            {
                all.Add(one.ToString());
                one.Clear();
            }
        }

        if (one.Length > 0) all.Add(one.ToString());
        return all;
    }

    // YYYYMMDD[HHMM[SS]][Z]; read as UTC either way, so that a report does not depend on where it is made.
    private static DateTimeOffset? Moment(string text) => DateTimeOffset.TryParseExact(
        text.TrimEnd('Z', 'z'), ["yyyyMMdd", "yyyyMMddHHmm", "yyyyMMddHHmmss"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : null;
}
