using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>That a tool does something to something, as its name or description says.</summary>
/// <param name="Doing">What sort of doing.</param>
/// <param name="Verb">The word for it.</param>
/// <param name="Nouns">The words for what it is done to.</param>
/// <param name="Matter">What those name.</param>
/// <param name="Where">`name` or `description`.</param>
internal sealed partial record Saying(Doing Doing, string Verb, IReadOnlyList<string> Nouns, Matter Matter, string Where)
{
    private const int Reach = 9;
    private const int MostWords = 60;
    private static readonly string[] Denials = ["not", "never", "cannot", "without", "don't", "doesn't", "can't", "won't", "no"];
    private static readonly string[] Openers = ["to", "will", "can", "also", "tool", "that", "it", "permanently", "then", "automatically", "immediately", "you", "safely", "securely", "quickly"];
    private static readonly string[] Joiners = ["and", "or", "&"];

    /// <summary>The reason that a report shows.</summary>
    public string Why => Nouns.Count == 0 ? $"{Where} says {Verb}" : $"{Where} says {Verb} {string.Join(' ', Nouns.Take(3))}";

    /// <summary>True where a noun that says much by itself names the matter.</summary>
    public bool IsAbout(Matter matter) => Nouns.Any(n => Vocabularies.NounOf(n) is var m && m.HasFlag(matter) && !m.HasFlag(Matter.Weak));

    /// <summary>What a tool's name says; null where it holds no verb.</summary>
    public static Saying? OfName(string name, string server)
    {
        var words = Split(name);
        var verb = words.FirstOrDefault(w => Vocabularies.VerbOf(w) is not null && Vocabularies.NounOf(w) == Matter.None) ?? words.FirstOrDefault(w => Vocabularies.VerbOf(w) is not null);
        if (verb is null) return null;
        var at = words.IndexOf(verb);
        var nouns = words.Where((w, i) => i != at && Vocabularies.NounOf(w) != Matter.None).ToList();
        if (nouns.Count == 0 && Vocabularies.NounOf(verb) != Matter.None && words.Count == 1) nouns = [verb];
        if (nouns.Count == 0) nouns = [.. Split(server).Where(w => Vocabularies.NounOf(w) is var m && m != Matter.None && !m.HasFlag(Matter.Weak))];
        return new Saying(Vocabularies.VerbOf(verb)!.Value, verb, nouns, Sum(nouns), "name");
    }

    /// <summary>What a description says that the tool does: verbs where a tool's deeds stand, none that it denies.</summary>
    public static IEnumerable<Saying> OfDescription(string description)
    {
        var isFirst = true;
        foreach (var sentence in Sentences(description))
        {
            var words = Words().Matches(Compounds(sentence)).Take(MostWords).Select(m => m.Value).ToList();
            var starts = Starts(words, isFirst);
            for (var at = 0; at < starts.Count; at++)
            {
                var (verb, end) = (words[starts[at]], at + 1 < starts.Count ? starts[at + 1] : words.Count);
                var nouns = words.Skip(starts[at] + 1).Take(Math.Min(Reach, end - starts[at] - 1)).Select(Bare).Where(w => Vocabularies.NounOf(w) != Matter.None).ToList();
                // Of a list of verbs, all have the object that follows the last.
                for (var next = at + 1; nouns.Count == 0 && next < starts.Count && starts[next] - starts[at] < 5; next++)
                    nouns = [.. words.Skip(starts[next] + 1).Take(Reach).Select(Bare).Where(w => Vocabularies.NounOf(w) != Matter.None)];
                yield return new Saying(Vocabularies.VerbOf(Bare(verb))!.Value, Bare(verb), nouns, Sum(nouns), "description");
            }

            isFirst = false;
        }
    }

    /// <summary>The words of a name: `sendEmail`, `send_email`, `mail.send`.</summary>
    public static List<string> Split(string name) =>
        [.. NameWords().Matches(PullRequests().Replace(name, "Pr")).Select(m => m.Value.ToLowerInvariant()).Take(12)];

    private static List<int> Starts(List<string> words, bool isFirst)
    {
        var starts = new List<int>();
        var opens = isFirst || (words is [var first, ..] && (first is "this" or "it" or "permanently" or "also" or "use"));
        if (!opens) return starts;
        for (var at = 0; at < words.Count; at++)
        {
            var word = Bare(words[at]);
            if (Vocabularies.VerbOf(word) is null || Math.Min(at, 3) is var back && words.Skip(at - back).Take(back).Any(w => Denials.Contains(Bare(w)))) continue;
            var before = at == 0 ? "" : words[at - 1];
            var isStart = at == 0 || (Openers.Contains(before) && (Vocabularies.NounOf(word) == Matter.None || before is not "to"))
                || (starts.Count > 0 && at - starts[^1] <= 3 && (Joiners.Contains(before) || before.EndsWith(',') || before.EndsWith('/')));
            if (isStart) starts.Add(at);
        }

        return starts;
    }

    private static IEnumerable<string> Sentences(string text) =>
        (text.Length > 4000 ? text[..4000] : text).Split(["\n\n", ". ", ".\n", "! ", "\n- "], 12, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Take(10).Select(s => s.ToLowerInvariant());

    private static string Compounds(string sentence) => sentence
        .Replace("pull request", "pr", StringComparison.Ordinal).Replace("merge request", "pr", StringComparison.Ordinal).Replace("environment variable", "env", StringComparison.Ordinal)
        .Replace("search engine", "web", StringComparison.Ordinal);

    private static string Bare(string word) => word.TrimEnd(',', '/', ':', ';');

    private static Matter Sum(IEnumerable<string> nouns) => nouns.Aggregate(Matter.None, (sum, n) => sum | Vocabularies.NounOf(n)) & ~Matter.Weak;

    [GeneratedRegex(@"[a-z][a-z']*[,/]?|&")]
    private static partial Regex Words();

    [GeneratedRegex(@"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")]
    private static partial Regex NameWords();

    [GeneratedRegex(@"(?:[Pp]ull|[Mm]erge)[_-]?[Rr]equests?")]
    private static partial Regex PullRequests();
}
