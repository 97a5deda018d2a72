using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Guardrails.Secrets;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.SecretFiles;

/// <summary>The secrets of one file as claims about the workload whose file it is.</summary>
internal static class WrittenSecrets
{
    private const int MostOfFile = 200;
    private const int LongestName = 100;
    private const int FingerprintLength = 19;
    private const int LongestLine = 16 << 10;

    /// <summary>One claim a secret; the same value twice in a file is said where it stands first.</summary>
    public static IEnumerable<Claim> In(byte[] utf8, EstateFile file, FilePart part, Func<bool> isIgnored)
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        var line = 1;
        var counted = 0;
        bool? ignored = null;
        foreach (var match in SecretScanner.Find(utf8.AsSpan()))
        {
            if (IsOfBundle(utf8, match, part)) continue;
            var fingerprint = Fingerprints.OfText(Encoding.UTF8.GetString(utf8, match.Start, match.Length))[..FingerprintLength];
            line += utf8.AsSpan(counted, match.Start - counted).Count((byte)'\n');
            counted = match.Start;
            if (!said.Add(fingerprint)) continue;
            if (said.Count > MostOfFile)
            {
                yield return SecretFilesCollector.Unread(file, $"`{file.Path}` holds more than {MostOfFile} secrets");
                yield break;
            }

            var name = NameBefore(utf8, match.Start);
            yield return new Claim(
                new AssetId(AssetKind.Workload, $"path:{file.Path}"), "writtenSecrets", Plane.Declared, Value.Map(
                    ("kind", Value.Of(match.Kind)), ("name", Value.Of(name)), ("file", Value.Of(file.Path)), ("place", Value.Of($"{file.Path}:{line}")),
                    ("part", Value.Of(part.Name())), ("certainty", Value.Of(match.Certainty.ToString().ToLowerInvariant())),
                    ("model", Value.Of(ModelKeys.Has(match.Kind) || SecretNames.KindOf(name) == "provider")),
                    ("ignored", Value.Of(ignored ??= isIgnored())), ("fingerprint", Value.Of(fingerprint))),
                new Origin(SecretFilesCollector.Source, file.Path, line), DateTimeOffset.MinValue);
        }
    }

    // In a line that no person writes, a name and something random after it are no secret; pictures in notebooks are such lines too.
    private static bool IsOfBundle(ReadOnlySpan<byte> utf8, SecretMatch match, FilePart part)
    {
        if (match.Certainty == Certainty.Proven || part is FilePart.Settings or FilePart.Prompt) return false;
        var before = utf8[..match.Start].LastIndexOf((byte)'\n');
        var after = utf8[match.Start..].IndexOf((byte)'\n');
        return (after < 0 ? utf8.Length : match.Start + after) - before > LongestLine;
    }

    /// <summary>The name that a value is given to: `NAME=`, `"name": `, `name = f("`, or `name:` of the line before where only `value` stands there.</summary>
    internal static string NameBefore(ReadOnlySpan<byte> utf8, int start)
    {
        var from = utf8[..start].LastIndexOf((byte)'\n') + 1;
        var name = NameIn(utf8[from..start]);
        if (name is not ("value" or "Value") || from == 0) return name;
        var above = utf8[..(from - 1)];
        var text = above[(above.LastIndexOf((byte)'\n') + 1)..];
        var colon = text.IndexOf((byte)':');
        return colon > 0 && text[..colon].TrimEnd("\"' "u8).EndsWith("ame"u8) ? Shown(text[(colon + 1)..].Trim(" \t\r\",'"u8)) : name;
    }

    private static string NameIn(ReadOnlySpan<byte> before)
    {
        if (before.Length > 2000) before = before[^2000..];
        var at = before.LastIndexOfAny("=:"u8);
        if (at <= 0) return "";
        var left = before[..at].TrimEnd("=:\" '+?\\"u8);
        var start = left.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit((char)left[start - 1]) || left[start - 1] is (byte)'_' or (byte)'-' or (byte)'.')) start--;
        return Shown(left[start..]);
    }

    private static string Shown(ReadOnlySpan<byte> name) =>
        name.Length is 0 or > LongestName || SecretScanner.Find(name).Count > 0 ? "" : Encoding.UTF8.GetString(name);
}
