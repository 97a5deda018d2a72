using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>What an agent is for, as somebody wrote it down.</summary>
/// <param name="Kinds">`summarise`, `answer`, `search`, `translate`, `classify`, `extract`: what asks for no change of anything.</param>
/// <param name="Acts">True where the text also asks for doing: sending, buying, running, changing.</param>
public sealed partial record Purpose(IReadOnlyList<string> Kinds, bool Acts)
{
    private const int Longest = 2000;

    /// <summary>Reads a purpose.</summary>
    public static Purpose Of(string text)
    {
        var plain = PlainText.Of(text.Length > Longest ? text[..Longest] : text).Text;
        var kinds = new List<string>();
        foreach (var (kind, phrase) in ((string, Regex)[])[("summarise", Summarise()), ("answer", Answer()), ("search", Search()), ("translate", Translate()), ("classify", Classify()), ("extract", Extract())])
            if (phrase.IsMatch(plain)) kinds.Add(kind);
        return new Purpose(kinds, Act().IsMatch(plain));
    }

    [GeneratedRegex(@"\bsummar[iy]\w*|\bdigests?\b|\btl;?dr\b|\bcondens\w+|\bzusammenfass\w*|\bfass\w* [^.]{0,40}zusammen|\br\u00e9sum\w+|\bresum\w+|\briassum\w+|\bsamenvat\w*|\u6458\u8981|\u603b\u7ed3|\u8981\u7d04")]
    private static partial Regex Summarise();

    [GeneratedRegex(@"\banswer\w*|\bq&a\b|\bfaq\b|\bquestions? (?:and|about|on)\b|\bexplain\w*|\binform\w* (?:users|customers|people)|\bbeantwort\w*|\bfragen\b|\br\u00e9pond\w*|\bresponde\w*|\brispond\w*|\u56de\u7b54|\u7b54\u3048")]
    private static partial Regex Answer();

    [GeneratedRegex(@"\bsearch\w*|\blook(?:s|ing)? ?up\b|\bretriev\w+|\bfind(?:s|ing)? (?:information|documents|answers|articles)|\bresearch\w*|\bsuch\w*|\brecherch\w*|\bbusca\w*|\bcerca\w*|\bzoek\w*|\u641c\u7d22|\u691c\u7d22")]
    private static partial Regex Search();

    [GeneratedRegex(@"\btranslat\w+|\b\u00fcbersetz\w*|\btradui\w*|\btraduc\w*|\btradu[rz]\w*|\bvertaal\w*|\u7ffb\u8bd1|\u7ffb\u8a33")]
    private static partial Regex Translate();

    [GeneratedRegex(@"\bclassif\w+|\bcategori[sz]\w+|\btriag\w+|\blabel(?:s|ling)?\b|\bsentiment\b|\bklassifi\w+|\beinordn\w*|\u5206\u7c7b|\u5206\u985e")]
    private static partial Regex Classify();

    [GeneratedRegex(@"\bextract\w*|\bpars(?:e|es|ing)\b|\bextrah\w+|\bextrai\w*|\u63d0\u53d6|\u62bd\u51fa")]
    private static partial Regex Extract();

    [GeneratedRegex(
        @"\b(?:send|sends|sending|book|books|booking|buy|buys|buying|purchas\w+|order(?:s|ing)? (?:items|goods|food)|pay|pays|payments?|refund\w*|transfer\w*|delet\w+|remov\w+|creat\w+|writ(?:e|es|ing) (?:code|files|to)|edit\w*|updat\w+|modif\w+|chang\w+|execut\w+|run|runs|running|deploy\w*|automat\w+|manag\w+|administ\w+|operat\w+|schedul\w+|post(?:s|ing)? (?:to|on)|publish\w*|cod(?:e|es|ing)|develop\w*|program\w*|debug\w*|fix(?:es|ing)?|build\w*|install\w*|configur\w+|control\w*|perform\w*|analy[sz]\w+ data|calculat\w+|trad(?:e|es|ing)|process(?:es|ing)? (?:orders|refunds|payments|returns|claims)|versend\w*|\u00fcberweis\w*|l\u00f6sch\w*|erstell\w*|\u00e4nder\w*|f\u00fchrt? \w+ aus|envo\w+|supprim\w+|cr\u00e9e\w*|ex\u00e9cut\w+|env\u00eda\w*|elimin\w+|crea\w*|ejecut\w+)\b")]
    private static partial Regex Act();
}
