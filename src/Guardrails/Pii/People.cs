using System.Buffers;

namespace Plumbline.Guardrails.Pii;

/// <summary>Names of people, which have no form: only what a label or a title announces, or where the caller expects nothing else.</summary>
internal static class People
{
    private const string Kind = "person";
    private const int MostWords = 4;
    private static readonly SearchValues<string> Announcements =
        SearchValues.Create(["name is ", "call me ", "mr. ", "mr ", "mrs. ", "mrs ", "ms. ", "dr. ", "name: ", "name\": \"", "name=", "name\":\"", "herr ", "frau ", "monsieur ", "madame "], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Labels = ["name", "full", "first", "last", "customer", "patient", "employee", "contact", "person", "applicant", "cardholder", "holder", "beneficiary", "surname", "given"];

    /// <summary>Adds what is found.</summary>
    public static void Find(ReadOnlySpan<char> text, PiiProfile profile, List<Candidate> found)
    {
        for (var from = 0; text[from..].IndexOfAny(Announcements) is var next and >= 0 && found.Count < PiiScanner.MostMatches;)
        {
            var at = from + next;
            var start = at;
            if (text[at..].StartsWith("name is", StringComparison.OrdinalIgnoreCase) || text[at..].StartsWith("call me", StringComparison.OrdinalIgnoreCase)) start += 7;
            while (start < text.Length && start - at < 12 && text[start] is not (' ' or '=')) start++;
            while (start < text.Length && start - at < 16 && text[start] is ' ' or '=' or '"' or '\'' or ':') start++;
            start = Behind(text, start);
            var isWhole = text[at] is 'n' or 'N';
            if (Starts(text, at, isWhole) && Name(text, start, 1) is var end && end > start) found.Add(new Candidate(new PiiMatch(Kind, start, end - start), Proof.Named));
            from = Math.Max(at + 1, Math.Min(start, text.Length));
        }

        if (profile.IsExpected) Whole(text, found);
    }

    // `Mr. Lovelace`: the title is no part of the name.
    private static int Behind(ReadOnlySpan<char> text, int start)
    {
        var title = text[start..].IndexOf(' ');
        return title is > 1 and < 5 && text.Slice(start, title).TrimEnd('.') is "Mr" or "Mrs" or "Ms" or "Dr" or "Prof" ? start + title + 1 : start;
    }

    // `file_name: "Report"` names no person; `full_name`, `Name` and `my name is` do.
    private static bool Starts(ReadOnlySpan<char> text, int at, bool isName)
    {
        if (!isName) return at == 0 || !char.IsLetterOrDigit(text[at - 1]);
        var from = at;
        while (from > 0 && at - from < 24 && (char.IsLetter(text[from - 1]) || text[from - 1] is '_' or '-')) from--;
        var before = text[from..at].Trim("_-");
        if (before.Length == 0) return text[at..].StartsWith("name is ", StringComparison.OrdinalIgnoreCase) ? Nearby.Says(text, at, ["my", "his", "her", "their", "patient's", "customer's"]) : from == 0 || text[from - 1] is '"' or '\n' or '{' or ' ' && !Nearby.Says(text, at, ["file", "table", "host", "user", "project", "product", "the"]);
        foreach (var label in Labels)
        {
            if (before.Equals(label, StringComparison.OrdinalIgnoreCase)) return true;
        }

        return false;
    }

    private static int Name(ReadOnlySpan<char> text, int start, int least)
    {
        var (end, words) = (start, 0);
        for (var at = start; words < MostWords; words++)
        {
            var stop = at;
            while (stop < text.Length && stop - at < 24 && (char.IsLetter(text[stop]) || text[stop] is '\'' or '-' or '’')) stop++;
            if (stop == at || !char.IsUpper(text[at]) || (stop - at > 1 && char.IsUpper(text[stop - 1]) && char.IsUpper(text[at + 1]))) break;
            var isShort = stop - at == 1 || (words == 0 && text[at..stop] is "Mr" or "Mrs" or "Ms" or "Dr" or "Prof");
            if (isShort && stop < text.Length && text[stop] == '.') stop++;
            end = stop;
            if (stop + 1 >= text.Length || text[stop] != ' ') return words + 1 >= least ? end : start;
            at = stop + 1;
        }

        return words >= least ? end : start;
    }

    // A value that is nothing but two to four words in capitals, as a column of names has them.
    private static void Whole(ReadOnlySpan<char> text, List<Candidate> found)
    {
        if (text.Length == 0 || found.Exists(c => c.Match.Kind == Kind)) return;
        var end = Name(text, 0, 2);
        if (end > 0) found.Add(new Candidate(new PiiMatch(Kind, 0, end), Proof.Expected));
    }
}
