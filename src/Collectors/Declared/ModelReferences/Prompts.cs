using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Collectors.Files.PromptForms;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>System prompts: whole files, and texts given to names such as `SYSTEM_PROMPT`.</summary>
internal static partial class Prompts
{
    private const int Longest = 1 << 20;

    /// <summary>A prompt file.</summary>
    public static IEnumerable<Claim> OfFile(EstateFile file, string text) => Of(file, file.Name, text, 1);

    /// <summary>JSON or YAML with the messages of a prompt; what a prompt store answered is not what the code declares.</summary>
    public static IEnumerable<Claim> OfDocument(EstateFile file, string text)
    {
        if (text.Length > Longest || Answered().IsMatch(text)) return [];
        if (PromptFiles.Read(file.Name, text, out var problem) is { } form) return form.Messages.Any(m => m.Role == "system" && m.Text.Length > 0) ? Of(file, file.Name, form.SystemText, 1) : [];
        return !problem!.StartsWith("holds no prompt", StringComparison.Ordinal) && Speaking().IsMatch(text) ? [Unread(file, problem)] : [];
    }

    /// <summary>The prompts that code holds; a gap where one is put together at run time.</summary>
    public static IEnumerable<Claim> InCode(EstateFile file, string text, CodeText read, Func<int, int> lineOf)
    {
        if (read.Literals.Count == 0) yield break;
        var literals = read.Literals.ToDictionary(l => l.Start);
        var code = read.Code;
        foreach (Match match in Names().Matches(code))
        {
            var at = match.Index + match.Length;
            while (at < code.Length && (char.IsWhiteSpace(code[at]) || code[at] == '(')) at++;
            while (at < code.Length && (char.IsAsciiLetter(code[at]) || code[at] is '$' or '@') && at - match.Index < 200) at++;
            if (!literals.TryGetValue(at, out var literal)) continue;
            var name = match.Groups["name"].Value;
            if (IsBuilt(text, code, literal)) yield return Built(file, name, lineOf(literal.Start));
            else if (Content(text, literal) is { Length: > 0 } content)
            {
                foreach (var claim in Of(file, name, content, lineOf(literal.Start))) yield return claim;
            }
        }
    }

    private static bool IsBuilt(string text, string code, Literal literal)
    {
        var body = text.AsSpan(literal.Start, literal.End - literal.Start);
        if (literal.Prefix.Contains('f', StringComparison.OrdinalIgnoreCase) || literal.Prefix.Contains('$')) return body.Contains('{');
        if (literal.Quote == "`" && body.Contains("${", StringComparison.Ordinal)) return true;
        var at = literal.End;
        while (at < code.Length && char.IsWhiteSpace(code[at]) && code[at] != '\n') at++;
        var rest = code.AsSpan(at);
        if (rest.StartsWith(".strip(", StringComparison.Ordinal) || rest.StartsWith(".trim(", StringComparison.Ordinal) || rest.StartsWith(".Trim(", StringComparison.Ordinal)) return false;
        rest = rest.TrimStart();
        return rest is ['+', ..] or ['.', ..] or ['%', ..] or ['"', ..] or ['\'', ..];
    }

    private static string Content(string text, Literal literal)
    {
        var end = Math.Max(literal.Start + literal.Quote.Length, literal.End - literal.Quote.Length);
        var body = text[(literal.Start + literal.Quote.Length)..end];
        if (literal.Prefix.Contains('@')) return body.Replace("\"\"", "\"", StringComparison.Ordinal);
        return literal.Prefix.Contains('r', StringComparison.OrdinalIgnoreCase) ? body : Escapes().Replace(body, Unescape);
    }

    private static string Unescape(Match escape) => escape.Value switch
    {
        "\\n" => "\n",
        "\\t" => "\t",
        "\\r" => "\r",
        "\\\n" => "",
        var other => other[1..],
    };

    private static IEnumerable<Claim> Of(EstateFile file, string name, string text, int line)
    {
        yield return References.Say(file, "prompts", Version(name, text), line);
        var lines = new PromptLines(text);
        foreach (var (number, value) in lines.Say(Fingerprints.OfText(text), name, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch))
            yield return References.Say(file, "promptLines", value, line + number - 1);
        foreach (var claim in PromptData.In(file, name, text, line)) yield return claim;
        if (lines.IsCut) yield return Cut(file, name, line);
    }

    private static Claim Cut(EstateFile file, string name, int line) => new Gap(
        ModelReferencesCollector.Source, Plane.Declared, GapKind.Missing, $"the prompt `{name}` in `{file.Path}:{line}` is longer than what is compared line by line",
        "split it into prompts of at most 600 sentences", new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), ["workload.promptLines"])
        .ToClaim(new Origin(ModelReferencesCollector.Source, file.Path, line));

    private static Claim Unread(EstateFile file, string problem) => new Gap(
        ModelReferencesCollector.Source, Plane.Declared, GapKind.Missing, $"`{file.Path}` lies among prompts and {problem}", "mend it, or keep the prompt as text",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), ["workload.prompts", "workload.promptLines"]).ToClaim(new Origin(ModelReferencesCollector.Source, file.Path));

    private static Value Version(string name, string text) => Value.Map(
        ("hash", Value.Of(Fingerprints.OfText(text))), ("name", Value.Of(name)), ("version", Value.Of("")),
        ("from", Value.Of(DateTimeOffset.UnixEpoch)), ("current", Value.True));

    private static Claim Built(EstateFile file, string name, int line) => new Gap(
        ModelReferencesCollector.Source, Plane.Declared, GapKind.Missing, $"the prompt `{name}` in `{file.Path}:{line}` is built at run time",
        "keep the prompt as one text, or in a file of its own, and pass what changes beside it",
        new Reach(Asset: new AssetId(AssetKind.Workload, $"path:{file.Path}")), ["workload.prompts", "workload.promptLines"])
        .ToClaim(new Origin(ModelReferencesCollector.Source, file.Path, line));

    [GeneratedRegex(@"(?<![A-Za-z0-9])(?<name>[A-Za-z0-9_]*system_?(?:prompt|message|instructions?)[A-Za-z0-9_]*)\s*(?::\s*[A-Za-z][\w<>\[\], .|]{0,60}?)?\s*(?::=|=(?![=>]))", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Names();

    [GeneratedRegex(@"[""'](?:labels|variants|model_versions?|registered_models?|promptSummaries)[""']\s*:|mlflow\.prompt\.")]
    private static partial Regex Answered();

    [GeneratedRegex(@"[""']?\b(?:system|messages|template)[""']?\s*:")]
    private static partial Regex Speaking();

    [GeneratedRegex(@"\\(?:.|\n)", RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
