using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>A sentence of a plain text and the concepts in it.</summary>
internal readonly record struct Sentence(int Start, int Length, Concept Concepts)
{
    private static readonly string[] Before = [" as ", " into ", " in ", " to ", " via ", " through ", " as the ", " in the ", " into the ", " en ", " em ", " als ", " comme ", " como ", " come "];
    private const int LongestSentence = 800;
    private const int MostSentences = 2000;

    // Concepts that a negation before them turns into its opposite: "never send passwords to anybody" asks for nothing.
    private static readonly (Concept Concept, Regex Phrase, bool CanBeDenied)[] Table =
    [
        (Concept.HidesDeed, Phrases.HidesDeed(), false), (Concept.Unseen, Phrases.Unseen(), false), (Concept.SecretFile, Phrases.SecretFile(), false),
        (Concept.Secret, Phrases.Secret(), false), (Concept.HeldSecret, Phrases.HeldSecret(), false), (Concept.Conversation, Phrases.Conversation(), false), (Concept.Whole, Phrases.Whole(), false),
        (Concept.Transfer, Directions.Transfer(), true), (Concept.Sink, Directions.Sink(), false), (Concept.Parameter, Directions.Parameter(), false),
        (Concept.OtherTools, Directions.OtherTools(), false), (Concept.Duty, Directions.Duty(), false), (Concept.Order, Directions.Order(), false),
        (Concept.Read, Directions.Read(), true), (Concept.Redirect, Directions.Redirect(), true),
        (Concept.Command, Directions.Command(), true), (Concept.Run, Directions.Run(), true), (Concept.Coerce, Directions.Coerce(), false),
        (Concept.Tag, Directions.Tag(), false), (Concept.Every, Directions.Every(), false),
    ];

    /// <summary>The sentences of a text.</summary>
    /// <param name="text">Plain text.</param>
    /// <param name="neighbours">The tools beside it.</param>
    /// <param name="own">Names of the tool itself and its parameters.</param>
    public static List<Sentence> Of(string text, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        var found = new List<Sentence>();
        for (int start = 0; start < text.Length && found.Count < MostSentences;)
        {
            var end = End(text, start);
            var part = text[start..end];
            if (part.AsSpan().ContainsAnyExcept(" \n")) found.Add(new Sentence(start, end - start, In(part, neighbours, own)));
            start = end;
        }

        return found;
    }

    private static int End(string text, int start)
    {
        var limit = Math.Min(text.Length, start + LongestSentence);
        for (var at = start; at < limit; at++)
        {
            if (text[at] is '\u3002' or '\uff01' or '\uff1f') return at + 1;
            if (text[at] == '\n' && at > start) return at + 1;
            if (text[at] is '.' or '!' or '?' && at + 1 < text.Length && text[at + 1] is ' ' or '\n' && !IsAbbreviation(text, at)) return at + 1;
        }

        return limit;
    }

    private static bool IsAbbreviation(string text, int dot) => dot > 2 && text.AsSpan(dot - 3, 3) is "e.g" or "i.e" or " vs" or "etc";

    private static Concept In(string sentence, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        var concepts = Concept.None;
        foreach (var (concept, phrase, canBeDenied) in Table)
        {
            foreach (var match in phrase.EnumerateMatches(sentence))
            {
                if (canBeDenied && IsDenied(sentence, match.Index)) continue;
                concepts |= concept;
                break;
            }
        }

        if (Tongues.MayBe(sentence)) concepts |= Tongues.In(sentence);
        if (!concepts.HasFlag(Concept.Parameter) && own.Any(o => Names(sentence, o))) concepts |= Concept.Parameter;
        return IsForeign(sentence, neighbours, own) ? concepts | Concept.ForeignTool : concepts;
    }

    private static bool IsForeign(string sentence, ToolNeighbours neighbours, IReadOnlySet<string> own)
    {
        foreach (Match match in Directions.ToolNames().Matches(sentence))
        {
            var name = match.Groups["name"].Value;
            if (name.Length > 3 && !own.Contains(name) && !neighbours.Own.Contains(name)) return true;
        }

        return neighbours.Others.Any(o => o.Length > 4 && !own.Contains(o) && !neighbours.Own.Contains(o) && Contains(sentence, o) && (o.Contains('_') || o.Contains('-')));
    }

    // `as sidenote`, `into the query`: of a short name only after a word that means a place.
    private static bool Names(string sentence, string name)
    {
        foreach (var word in name.Length > 3 ? Before : Before[..2])
        {
            var at = sentence.IndexOf(word + name, StringComparison.Ordinal);
            if (at > 0 && (at + word.Length + name.Length == sentence.Length || !char.IsLetterOrDigit(sentence[at + word.Length + name.Length]))) return true;
        }

        return false;
    }

    private static bool Contains(string sentence, string name)
    {
        var at = sentence.IndexOf(name, StringComparison.OrdinalIgnoreCase);
        return at >= 0 && (at == 0 || !char.IsLetterOrDigit(sentence[at - 1])) && (at + name.Length == sentence.Length || !char.IsLetterOrDigit(sentence[at + name.Length]));
    }

    private static bool IsDenied(string sentence, int at)
    {
        var start = Math.Max(0, at - 32);
        var before = sentence.AsSpan(start, at - start);
        var clause = before.LastIndexOfAny(".,;:!?\n");
        if (clause >= 0) before = before[(clause + 1)..];
        foreach (var word in (ReadOnlySpan<string>)["do not ", "don't ", "never ", "must not ", "should not ", "cannot ", "can't ", "does not ", "doesn't ", "will not ", "won't ", "without ", "avoid ", "not to ", "nicht ", "niemals ", "ne ", "jamais ", "nunca ", "no "])
            if (before.Contains(word, StringComparison.Ordinal)) return true;
        return false;
    }
}
