using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Lines that offer the model a tool, and the names of the tools.</summary>
internal static partial class Tools
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Verb =
        @"(?:calls?|calling|use|using|invoke|run|execute|query|trigger|access|aufrufen|rufe|rufst|verwende[nt]?|nutze[nt]?|benutze[nt]?|ausf\u00fchren|f\u00fchre"
        + @"|appele[rz]|appelle[rz]?|utilise[rz]?|ex\u00e9cute[rz]?|invoque[rz]?|usar?|utilizar?|llamar?|usare|chiamare|aanroepen|gebruik(?:en)?)";

    private const string Word =
        @"(?:tools?|plug-?ins?|connectors?|mcp(?:[ -]servers?)?|tooling|skills?|werkzeuge?n?|outils?|herramientas?|strument[oi]|hulpmiddel(?:en)?)";

    private const string Loose = @"(?:functions?|apis?|endpoints?|actions?|web services?|funktion(?:en)?|schnittstellen?|aktion(?:en)?|fonctions?|interfaces?)";

    // A name that only code has: `lookup_account`, lookup_account, lookupAccount, lookup(…), Accounts.lookup.
    private const string Name = @"(?:`[A-Za-z_][\w.:/-]*(?:\([^`]{0,80}\))?`|\b[A-Za-z][a-z0-9]*(?:_[a-z0-9]+)+\b|\b[a-z]{2,}[a-z0-9]*(?:[A-Z][a-z0-9]+)+\b|\b[A-Za-z_]\w{2,}\((?!s\))[^()]{0,80}\))";

    /// <summary>True for a line that starts a list of tools: `Tools:`, `## Available tools`.</summary>
    public static bool IsHeading(string line) => Heading().IsMatch(line);

    /// <summary>True for a line that may go on with such a list: a bullet, a number, or an indented one.</summary>
    public static bool IsItem(ReadOnlySpan<char> raw) => raw[0] is ' ' or '\t' || Bullet().IsMatch(raw);

    /// <summary>True where the line offers a tool; one that forbids it does not.</summary>
    public static bool Offers(string line, bool isListed)
    {
        if (isListed) return !Denied().IsMatch(line) && !Template().IsMatch(line);
        return IsAboutOne(line) && (!Denied().IsMatch(line) || Encouraged().IsMatch(line));
    }

    /// <summary>True where the line forbids a tool.</summary>
    public static bool Forbids(string line) => IsAboutOne(line) && Denied().IsMatch(line) && !Encouraged().IsMatch(line);

    /// <summary>True where a negation encourages: do not hesitate to.</summary>
    public static bool Encourages(string line) => Encouraged().IsMatch(line);

    /// <summary>The names of the tools that the line offers.</summary>
    public static ImmutableArray<string> Names(string line, bool isListed)
    {
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (Match match in Names().Matches(line)) names.Add(Bare(match.Value));
        foreach (Match match in SpokenAfter().Matches(line).Concat(SpokenBefore().Matches(line))) if (match.Groups["name"].Value is { Length: > 2 } name && !Filler().IsMatch(name)) names.Add(Bare(name));
        if (isListed && First().Match(line) is { Success: true } first) names.Add(Bare(first.Groups["name"].Value));
        return [.. names];
    }

    private static bool IsAboutOne(string line) => Offer().IsMatch(line) || Given().IsMatch(line) || CallName().IsMatch(line) || Definition().IsMatch(line);

    private static string Bare(string name)
    {
        var bare = name.Trim('`', '"', '\'', ' ');
        return (bare.IndexOf('(', StringComparison.Ordinal) is > 0 and var at ? bare[..at] : bare).ToLowerInvariant();
    }

    [GeneratedRegex(@"^(?:[#*\s_>-]|\d+[.)])*(?:(?:your|the|available|new|additional|allowed|deine|ihre|verf\u00fcgbare|neue|vos|tes|les|nouveaux)\s+){0,2}(?:tools?|functions?|werkzeuge|funktionen|outils|fonctions)(?:\s+(?:available|disponibles|verf\u00fcgbar))?[*_\s]*:?[*_\s]*$", Plain)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?:[-*\u2022+]|\d+[.)])\s")]
    private static partial Regex Bullet();

    [GeneratedRegex(@"\b" + Verb + @"\b[^.;!?]{0,70}\b" + Word + @"\b|\b" + Word + @"\b[^.;!?]{0,70}\b" + Verb + @"\b|\b" + Verb + @"\b(?:\s+[\w'`-]+){0,4}\s+(?:[ld]')?" + Loose + @"\b", Plain)]
    private static partial Regex Offer();

    [GeneratedRegex(
        @"\b" + Word + @"\s+(?:now\s+)?(?:available|enabled|added|verf\u00fcgbar)\b|\b(?:ha(?:ve|s)|with|get|given|granted|gain)\s+(?:\w+\s+){0,2}access\s+to\b[^.;!?]{0,80}\b(?:" + Word + "|" + Loose + @")\b|\b(?:" + Word + "|" + Loose + @")\b[^.;!?]{0,50}\b(?:(?:is|are)\s+(?:now\s+)?(?:available|enabled|at your disposal)|has been added|zur verf\u00fcgung|verf\u00fcgbar|disponibles?|(?:\u00e0|a) ta disposition|(?:\u00e0|a) votre disposition)"
        + @"|\b(?:new|additional|neues?|zus\u00e4tzliches|nouvel|nouveaux?|nuev[ao]|nuov[oa])\s+" + Word + @"\b|\b(?:hast|haben sie|hat)\b[^.;!?]{0,40}\bzugriff auf\b[^.;!?]{0,60}\b(?:" + Word + "|" + Loose + @")\b|\b(?:dispose[sz]?|acc\u00e8s)\b[^.;!?]{0,60}\b(?:" + Word + @"|apis?)\b", Plain)]
    private static partial Regex Given();

    [GeneratedRegex(@"\b(?i:" + Verb + @")\b[^.;!?]{0,50}?" + Name + "|" + Name + @"[^.;!?]{0,60}\b(?i:aufrufen|verwenden|nutzen|benutzen|ausf\u00fchren|aanroepen|gebruiken|is (?:now )?available|has been added)\b", RegexOptions.CultureInvariant)]
    private static partial Regex CallName();

    [GeneratedRegex(@"""(?:input_schema|inputSchema|toolSpec|parameters)""\s*:|""type""\s*:\s*""function""|<(?:tool|function|invoke)(?:\s|>|_)", Plain)]
    private static partial Regex Definition();

    [GeneratedRegex(
        @"\b(?:do not|don't|never|must not|may not|cannot|can't|should not|shall not|not)\s+(?:\w+\s+){0,2}" + Verb + @"\b|\bno\s+(?:\w+\s+){0,2}" + Word + @"\b|\bwithout\s+(?:\w+\s+){0,2}" + Word + @"\b"
        + @"|\b(?:keine?[nms]?|niemals|nie)\b[^.;!?]{0,60}\b(?:" + Word + "|" + Verb + @")\b|\bnicht\s+(?:\w+\s+){0,2}" + Verb + @"\b|\b" + Verb + @"\b[^.;!?]{0,60}\b(?:nicht|niemals|keine?[nms]?)\b|\b(?:ne|n')\s?(?:\w+\s+){0,2}(?:pas|jamais|plus)\b[^.;!?]{0,40}\b" + Verb + @"?|\bn(?:e\s+|')" + Verb + @"\b[^.;!?]{0,40}\b(?:pas|jamais|aucun)\b|\baucun\s+" + Word, Plain)]
    private static partial Regex Denied();

    [GeneratedRegex(@"\b(?:hesitate|forget|fail|z\u00f6ger\w*|vergiss|vergessen|h\u00e9site[rz]?|oublie[rz]?)\b", Plain)]
    private static partial Regex Encouraged();

    [GeneratedRegex(@"^[^:]{0,60}\{\{?[\w. ]+\}?\}\s*$")]
    private static partial Regex Template();

    [GeneratedRegex(Name, RegexOptions.CultureInvariant)]
    private static partial Regex Names();

    [GeneratedRegex(@"\b(?:tool|function|plug-?in|connector|api|werkzeug|funktion|outil|fonction|herramienta|hulpmiddel)s?\s+(?:named\s+|called\s+|namens\s+|nomm\u00e9e?\s+|appel\u00e9e?\s+)?[""'\u00ab\u201e\u201c]?\s?(?<name>[A-Za-z][\w-]{2,})", Plain)]
    private static partial Regex SpokenAfter();

    [GeneratedRegex(@"(?<name>\b[A-Za-z][\w-]{2,})[""'\u00bb\u201c\u201d]?[ -](?:tool|function|plug-?in|connector|api|werkzeug)\b", Plain)]
    private static partial Regex SpokenBefore();

    [GeneratedRegex(@"^(?:the|a|an|any|new|this|that|these|which|when|where|and|for|from|with|your|our|its|named|called|only|all|is|are|has|can|may|to|of|or|in|if|use|call|available|das|der|die|den|neues?|jedes|ein|eine|zum|um|und|mit|le|la|les|l|un|une|et|pour|de|du|des|qui|que|nouvel|nouveau|web|rest|finds?|will|once|freely|bei|bedarf|external|internal|other|additional|now|ist|sind)$", Plain)]
    private static partial Regex Filler();

    [GeneratedRegex(@"^(?:[-*\u2022+]|\d+[.)])?\s*[`*""']{0,3}(?<name>[A-Za-z_][\w.-]*)")]
    private static partial Regex First();
}
