using System.Text;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Names of members that would leave the folder they are unpacked into.</summary>
internal static class Names
{
    public static bool IsPlausible(string name) => name.Length > 0 && !name.AsSpan().ContainsAnyInRange('\0', '\u001F') && !name.Contains('\uFFFD', StringComparison.Ordinal);

    /// <summary>True where a name, or a link that lies at <paramref name="from"/>, leads out of the folder.</summary>
    public static bool Leaves(string name, string from = "") => IsAbsolute(name) || Climbs(Path(from) + name);

    public static void Judge(string name, long at, Judgement judgement)
    {
        if (Climbs(name)) judgement.Sign("path-traversal", Danger.High, at, name, "is unpacked outside its folder");
        else if (IsAbsolute(name)) judgement.Sign("absolute-path", Danger.Review, at, name, "names a place outside its folder");
    }

    public static void JudgeLink(Artifact target, string name, long at, Judgement judgement) => JudgeLink(Encoding.UTF8.GetString(target.Slice(0, 4096)), name, at, judgement);

    public static void JudgeLink(string target, string name, long at, Judgement judgement)
    {
        if (IsAbsolute(target) || Climbs(Path(name) + target)) judgement.Sign("link-traversal", Danger.High, at, $"{name} -> {target}", "is a link that leads outside its folder");
    }

    private static string Path(string name) => name[..(name.LastIndexOf('/') + 1)];

    private static bool Climbs(string name)
    {
        var depth = 0;
        foreach (var part in name.Split('/', '\\'))
        {
            depth += part switch { ".." => -1, "" or "." => 0, _ => 1 };
            if (depth < 0) return true;
        }

        return false;
    }

    private static bool IsAbsolute(string name) => name is ['/' or '\\', ..] || (name.Length > 2 && char.IsAsciiLetter(name[0]) && name[1] == ':' && name[2] is '/' or '\\');
}
