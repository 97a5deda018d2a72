using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Plumbline.Posture.Scans;

namespace Plumbline.Bench.Skills;

/// <summary>The same skill under names that say nothing, its code without comments and documentation.</summary>
internal static partial class Disguise
{
    /// <summary>Renames every file but the manifest, also where code imports it, and strips what only people read.</summary>
    public static LabelledSkill Of(LabelledSkill skill)
    {
        var names = skill.Files.Where(f => f.Name != "SKILL.md").Select(f => Stem(f.Name)).Where(s => s.Length > 1 && s is not "__init__").Distinct().ToDictionary(s => s, s => Random(skill.Name + s), StringComparer.Ordinal);
        return skill with
        {
            Files =
            [
                .. skill.Files.Select(f =>
                {
                    var bytes = Bytes(f);
                    var isCode = f.Name.EndsWith(".py", StringComparison.Ordinal) || f.Name.EndsWith(".sh", StringComparison.Ordinal) || f.Name.EndsWith(".js", StringComparison.Ordinal);
                    if (isCode) bytes = Encoding.UTF8.GetBytes(Stripped(Encoding.UTF8.GetString(bytes), f.Name, names));
                    var path = f.Name == "SKILL.md" ? f.Path : $"{f.Folder}/{names.GetValueOrDefault(Stem(f.Name), Stem(f.Name))}{f.Name[Stem(f.Name).Length..]}";
                    return new EstateFile(path, bytes.Length, () => new MemoryStream(bytes));
                }).OrderBy(f => f.Path, StringComparer.Ordinal),
            ],
        };
    }

    private static string Stripped(string text, string name, Dictionary<string, string> names)
    {
        if (name.EndsWith(".py", StringComparison.Ordinal)) text = Documentation().Replace(text, "$1pass\n");
        text = name.EndsWith(".js", StringComparison.Ordinal) ? Slashes().Replace(text, "") : Hashes().Replace(text, "");
        foreach (var (from, to) in names) text = Regex.Replace(text, $@"(?<=^\s*(?:from|import)\s+\.?){Regex.Escape(from)}\b", to, RegexOptions.Multiline);
        return text;
    }

    private static byte[] Bytes(EstateFile file)
    {
        using var stream = file.Open();
        using var held = new MemoryStream();
        stream.CopyTo(held);
        return held.ToArray();
    }

    private static string Stem(string name) => name.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot ? name[..dot] : name;

    private static string Random(string seed) => "f" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(seed)))[..12];

    // A text that stands alone as the first statement of a block or file.
    [GeneratedRegex(@"(?<=\A\s*(?:#[^\n]*\n\s*)*|:[ \t]*\n)([ \t]*)(?:""""""[\s\S]*?""""""|'''[\s\S]*?''')[ \t]*\n")]
    private static partial Regex Documentation();

    [GeneratedRegex(@"^[ \t]*#(?!!)[^\n]*\n|[ \t]{2,}#[^\n'""]*$", RegexOptions.Multiline)]
    private static partial Regex Hashes();

    [GeneratedRegex(@"^[ \t]*//[^\n]*\n|/\*[\s\S]*?\*/", RegexOptions.Multiline)]
    private static partial Regex Slashes();
}
