using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages.Manifests;

/// <summary>Requirements of Python packages: single ones (PEP 508) and files of pip.</summary>
internal static partial class Requirements
{
    /// <summary>Reads a file of pip: continued lines, comments, options, hashes, includes and constraints.</summary>
    public static void ReadFile(Project project, Part part, bool isDev)
    {
        var number = 0;
        var pending = "";
        var first = 0;
        foreach (var raw in project.Text.Split('\n'))
        {
            number++;
            var line = Comments().Replace(raw.TrimEnd('\r'), "");
            if (pending.Length == 0) first = number;
            if (line.EndsWith('\\'))
            {
                pending += line[..^1] + " ";
                continue;
            }

            var text = (pending + line).Trim();
            pending = "";
            if (text.Length > 0) ReadLine(project, text, first, part, isDev);
        }

        if (pending.Trim().Length > 0) ReadLine(project, pending.Trim(), first, part, isDev);
    }

    private static void ReadLine(Project project, string text, int line, Part part, bool isDev)
    {
        if (Includes().Match(text) is { Success: true } include)
        {
            var isConstraint = include.Groups["o"].Value is "-c" or "--constraint";
            var path = include.Groups["p"].Value.Trim().Trim('"');
            if (path.Contains("://", StringComparison.Ordinal)) project.Fail($"`{project.File.Path}:{line}` includes a file from an address, which is not read");
            else if (project.Beside(path) is { } file) project.Includes.Add((file, isConstraint ? Part.Governs : part, isDev));
            else project.Fail($"`{project.File.Path}:{line}` includes `{path}`, which is not in the scanned folder");
            return;
        }

        if (Editable().Match(text) is { Success: true } editable) text = editable.Groups[1].Value.Trim();
        else if (text.StartsWith('-')) return;
        var bare = Options().Replace(text, "").Trim();
        if (Read(bare, line, isDev) is not { } read) return;
        var digest = Hashes().Match(text);
        project.Lines.Add(read with { Part = part, Commit = read.Supply == Supply.Url && read.Commit.Length == 0 && digest.Success ? digest.Groups[1].Value : read.Commit });
    }

    /// <summary>Reads one requirement; null where it names no package.</summary>
    public static Dependency? Read(string text, int line, bool isDev)
    {
        if (text.Length > 2000) return null;
        if (Named().Match(text) is { Success: true } named)
            return Dependency.Asked(Ecosystem.PyPi, named.Groups["n"].Value, "", line, isDev).From(named.Groups["u"].Value.Trim());
        if (Bare().IsMatch(text))
        {
            var name = Eggs().Match(text) is { Success: true } egg ? egg.Groups[1].Value : Wheels().Match(text) is { Success: true } wheel ? wheel.Groups[1].Value : RepositoryName(text);
            return name is null ? null : Dependency.Asked(Ecosystem.PyPi, name, "", line, isDev).From(text);
        }

        if (Specified().Match(text) is not { Success: true } match) return null;
        return Dependency.Asked(Ecosystem.PyPi, match.Groups["n"].Value, match.Groups["s"].Value.Trim().Trim('(', ')'), line, isDev);
    }

    private static string? RepositoryName(string text) => Repositories().Match(text) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex(@"(?:^|\s)#.*$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^(?<o>-r|--requirement|-c|--constraint)[\s=]*(?<p>\S.*)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Includes();

    [GeneratedRegex(@"^(?:-e|--editable)[\s=]+(.+)$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Editable();

    [GeneratedRegex(@"\s--(?:hash|config-settings?|global-option|install-option)[=\s].*$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Options();

    [GeneratedRegex(@"--hash[=\s](sha(?:256|384|512):[0-9a-f]+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Hashes();

    [GeneratedRegex(@"^(?<n>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*@\s*(?<u>[^;\s]+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Named();

    [GeneratedRegex(@"^(?:[a-z]+\+)?(?:https?|ssh|git|file)(?:://|:|\+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Bare();

    [GeneratedRegex(@"[#&]egg=([A-Za-z0-9._-]+)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Eggs();

    [GeneratedRegex(@"/([A-Za-z0-9_.]+)-[0-9][^/]*\.(?:whl|tar\.gz|zip)", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Wheels();

    [GeneratedRegex(@"^git\+[^#]*?/([A-Za-z0-9._-]+?)(?:\.git)?(?:@[^#]*)?(?:#.*)?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Repositories();

    [GeneratedRegex(@"^(?<n>[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(?:\[[^\]]*\])?\s*(?<s>\(?\s*(?:(?:===|==|!=|<=|>=|~=|<|>)[^;]*)?)(?:;.*)?$", RegexOptions.CultureInvariant, 20_000)]
    private static partial Regex Specified();
}
