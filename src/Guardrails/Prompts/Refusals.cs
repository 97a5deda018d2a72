using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Prompts;

/// <summary>Lines that say what the model must refuse, may do, or need no longer heed.</summary>
internal static partial class Refusals
{
    private const RegexOptions Plain = RegexOptions.CultureInvariant | RegexOptions.IgnoreCase;

    private const string Deed =
        @"(?:reveal|disclos\w+|shar(?:e|ing)|giv(?:e|ing)|provid(?:e|ing)|offer(?:ing)?|discuss(?:ing)?|answer(?:ing)?|respond(?:ing)?|approv(?:e|ing)|decid(?:e|ing)|decision|promis(?:e|ing)|recommend(?:ing)?|advis(?:e|ing)|speculat(?:e|ing)"
        + @"|execut(?:e|ing)|transfer(?:ring)?|chang(?:e|ing)|delet(?:e|ing)|modify(?:ing)?|quot(?:e|ing)|mention(?:ing)?|guess(?:ing)?|invent(?:ing)?|fabricat\w+|generat(?:e|ing)|produc(?:e|ing)|output|repeat(?:ing)?|follow(?:ing)?|comply(?:ing)?"
        + @"|help(?:ing)?|assist(?:ing)?|accept(?:ing)?|confirm(?:ing)?|clos(?:e|ing)|sen[dt]|pay|commit|stor(?:e|ed|ing)|process|reject|name|ask(?:ing)? for|request|mak(?:e|ing)|grant|waive|release|forward|translate|act on|talk about|comment"
        + @"|call|invoke|use (?:the )?(?:tool|function)|use (?:personal|customer|confidential|client)|show|tell|state|assume|open|move|initiat\w+|authori[sz]e|guarante\w*|speak|say|allow|permit|sell|book|override|bypass|ignore"
        + @"|preis|preisgeben|nenn\w*|teil(?:e|en|st)|weitergeb\w*|gib\w*|geben|gebe|offenleg\w*|beraten|empfehl\w*|empfiehl\w*|entscheid\w*|zusag\w*|versprich|versprechen|\u00e4nder\w*|l\u00f6sch\w*|beantwort\w*|antwort\w*|\u00fcberweis\w*|freigeb\w*|genehmig\w*|erfinde\w*|verrate\w*|mache?|erstell\w*|aus|best\u00e4tig\w*|sprich|sprech\w*|sag\w*|rede\w*|garantier\w*|erlaub\w*|treff\w*|triff\w*|erteil\w*|herausgeb\w*"
        + @"|divulgue\w*|partage\w*|r\u00e9v\u00e8l\w*|r\u00e9v\u00e9l\w*|donne\w*|fourni\w*|r\u00e9pond\w*|d\u00e9cide\w*|promet\w*|recommand\w*|conseill\w*|modifie\w*|supprime\w*|approuve\w*|communique\w*|transf[\u00e9\u00e8]re\w*|invente\w*|mentionne\w*|confirme\w*|accepte\w*|valide\w*|ex\u00e9cute\w*|cite\w*|parle\w*|garanti\w*|autorise\w*)";

    private const string Ban =
        @"(?:do(?:es)? not|don't|doesn't|never|must(?: not|n't)|may not|can ?not|can't|should(?: not|n't)|shall not|are not (?:allowed|permitted|authori[sz]ed) to|under no circumstances|not allowed to|forbidden|prohibited|refrain from|avoid"
        + @"|nie(?:mals)?|nicht|keine?[nmrs]?|auf keinen fall|unter keinen umst\u00e4nden|verboten|untersagt|ne\b[^.;!?]{1,30}\b(?:pas|jamais|plus|aucune?)|n'[^.;!?]{1,30}\b(?:pas|jamais|plus|aucune?)|jamais|interdit|en aucun cas|nunca|no debes|non devi|nooit|niet)";

    private const string Limit =
        @"(?:limit\w*|rules?|restriction\w*|polic(?:y|ies)|guidelines?|guard ?rails?|safeguards?|safety|filters?|instructions?|checks?|controls?|approvals?|thresholds?|verification|compliance|sign-?offs?|dual control|four[- ]eyes"
        + @"|grenzen?|grenzwert\w*|h\u00f6chstbetr\w+|regeln?|beschr\u00e4nkung\w*|einschr\u00e4nkung\w*|richtlinien?|vorgaben?|pr\u00fcfung\w*|anweisung\w*|freigaben?|vier-augen\w*|schwellen?\w*|plafonds?|limites?|r\u00e8gles?|restrictions?|politiques?|consignes?|contr\u00f4les?|filtres?|v\u00e9rifications?|seuils?)";

    /// <summary>True where the line is part of what the model must or need not refuse.</summary>
    /// <param name="line">The line.</param>
    /// <param name="isTool">It offers a tool, so that a permission alone says no more.</param>
    public static bool Says(string line, bool isTool) =>
        Refuse().IsMatch(line) || Overridden().IsMatch(line) || Loosened().IsMatch(line) || (Banned().IsMatch(line) && !Style().IsMatch(line) && !Tools.Encourages(line)) || Tools.Forbids(line)
        || (Strong().IsMatch(line) && !Style().IsMatch(line) && !Tools.Encourages(line)) || Bounded().IsMatch(line) || Passed().IsMatch(line) || (!isTool && Permitted().IsMatch(line));

    [GeneratedRegex(
        @"\b(?:refus(?:e|es|ed|al|als|ing)|declin(?:e|es|ed|ing)|turn(?:s|ed|ing)? (?:\w+ ){0,2}(?:down|away)|say(?:ing)? no\b(?= to)|reject(?:s|ing)? (?:any|all|such|every|requests?)|ablehn\w*|abgelehnt|abzulehnen|zur\u00fcck(?:zu)?weis\w*|zur\u00fcckgewiesen|lehne?n?\b[^.;!?]{0,80}\bab|verweiger\w*|weise\b[^.;!?]{0,80}\bzur\u00fcck|refuse[rz]?|d\u00e9cline[rz]?|rejet(?:er|te|tez)|rechaz\w+|rifiut\w+|weiger\w*)\b", Plain)]
    private static partial Regex Refuse();

    [GeneratedRegex(@"\b" + Ban + @"\b[^.;!?]{0,60}?\b" + Deed + @"\b|\b" + Deed + @"\b[^.;!?]{0,60}?\b(?:nicht|niemals|keine?[nmrs]?|is (?:forbidden|prohibited)|(?:ist|sind) (?:verboten|untersagt)|est interdite?)\b|\bn(?:e\s|')\s?(?:[\w']+\s){0,2}" + Deed + @"\b[^.;!?]{0,20}\b(?:pas|jamais|plus|aucune?)\b", Plain)]
    private static partial Regex Banned();

    [GeneratedRegex(
        @"\b(?:never|under no circumstances|forbidden|prohibited|not (?:permitted|allowed)|off[- ]limits|niemals|auf keinen fall|unter keinen umst\u00e4nden|untersagt|verboten|jamais|interdit[es]?|en aucun cas)\b"
        + @"|\bno\s+(?:\w+\s+){1,4}(?:may|must|shall|should)\b|\b(?:d\u00fcrfen|darf|darfst|sollst|sollen)\b[^.;!?]{0,40}\b(?:nicht|keine?[nmrs]?)\b|\bne\s+(?:doit|dois|devez|peux|pouvez|peut)\b[^.;!?]{0,30}\b(?:pas|aucun)\b", Plain)]
    private static partial Regex Strong();

    [GeneratedRegex(@"\b(?:emojis?|bold|markdown|start with|begin with|end with|capitals|uppercase|tone|beginne|commence|jargon|abbreviations?|bullet points?|exclamation|headings?|formatting|passive voice|slang|(?:sentences|words|paragraphs|s\u00e4tze|w\u00f6rter|phrases|mots)\b|repeat yourself|small talk|greeting|apologi[sz]e|hashtags?|fettschrift|fachjargon|abk\u00fcrzungen)\b|\btonfall\b", Plain)]
    private static partial Regex Style();

    [GeneratedRegex(
        @"\b(?:ignor(?:e|es|ing)|disregard|bypass|overrid(?:e|es)|skip|waive|lift|forget|circumvent|suspend|drop|disable|exceed|ignorier\w*|missacht\w*|umgeh(?:e|en|t)|\u00fcbergeh\w*|\u00fcberschreit\w*|aufgehoben|deaktivier\w*|vergiss|ignore[rz]|contourne[rz]?|outrepasse[rz]?|oublie[rz]?|d\u00e9passe[rz]?|d\u00e9sactive[rz]?|omitir|ignora)\b[^.;!?]{0,60}\b" + Limit + @"\b"
        + @"|\b" + Limit + @"\b[^.;!?]{0,40}\b(?:(?:do(?:es)?|no longer|not)\s+(?:not\s+)?appl(?:y|ies)|(?:is|are) (?:lifted|suspended|disabled|waived|optional)|gelten? (?:hier |nun |jetzt )?nicht|(?:ist|sind) aufgehoben|ignorieren|umgehen|missachten|\u00fcberschreiten|ne s'appliquent? pas|ne s'appliquent? plus|(?:est|sont) lev\u00e9e?s?)|\bsetz\w*\s+(?:dich|sich|euch)\s+\u00fcber\b[^.;!?]{0,60}\bhinweg", Plain)]
    private static partial Regex Overridden();

    [GeneratedRegex(
        @"\b(?:no|without(?: any)?|free of)\s+(?:\w+\s+){0,2}(?:limits?|restrictions?|filters?|refusals?|exceptions?|approvals?|confirmation|verification|disclaimers?|human review|further checks?|asking|checking|verifying|confirming|consulting)\b|\b(?:unrestricted|uncensored|unfiltered|jailbroken)\b"
        + @"|\balways\s+(?:\w+\s+)?(?:comply|obey|approve|agree|say yes|answer every|answer all|grant)\b|\b(?:answer|comply with|fulfil+|obey|follow)\s+(?:any|every|all|whatever)\b|\bno longer (?:need|have|required?)\b|\b(?:exempt(?:ed)? from|regardless of (?:the |our |any )?(?:polic\w*|rules?|limits?|risk\w*)|no questions asked|as (?:pre-?approved|already (?:verified|approved)))\b"
        + @"|\b(?:uneingeschr\u00e4nkt|unzensiert|ohne\s+(?:\w+\s+){0,2}(?:einschr\u00e4nkung\w*|r\u00fcckfragen?|freigaben?|pr\u00fcfung|best\u00e4tigung|zustimmung)|beantworte\s+(?:alle|jede)|stimme\s+(?:immer|stets)|genehmige\s+(?:immer|alle|jede))\b"
        + @"|\bsans\s+(?:\w+\s+){0,2}(?:restrictions?|limites?|v\u00e9rifications?|confirmations?|exceptions?|validations?|filtres?)\b|\br\u00e9ponds?(?:ez)?\s+\u00e0\s+(?:toutes?|tous|n'importe)\b|\bapprouve[rz]?\s+(?:toujours|toutes?|tous)\b", Plain)]
    private static partial Regex Loosened();

    [GeneratedRegex(
        @"\b(?:you (?:may|can)(?: now)?|you are (?:now )?(?:allowed|permitted|authori[sz]ed|free) to|you (?:now )?have permission to|it is (?:now )?(?:fine|ok|okay|allowed|acceptable|permitted) to|feel free to)\s+(?:also\s+)?" + Deed + @"\b"
        + @"|\b(?:du darfst|sie d\u00fcrfen|es ist erlaubt|darfst du)\b[^.;!?]{0,80}\b" + Deed + @"\b|\b(?:tu peux|vous pouvez|tu es autoris\u00e9|vous \u00eates autoris\u00e9e?s?|il est permis)\b[^.;!?]{0,40}\b" + Deed + @"\b", Plain)]
    private static partial Regex Permitted();

    [GeneratedRegex(
        @"\b(?:only (?:answer|discuss|respond|talk|help|assist|use information|speak)|(?:answer|discuss|respond to|help with|speak|talk about) only|limit yourself|restrict yourself|stay (?:within|on topic)|out of scope|outside (?:of )?(?:your|this|the) scope|nothing else|drafts? only|only drafts?|a (?:person|human|clerk|officer|colleague|manager) (?:must |has to |always )?(?:files?|decides?|approves?|signs?|reviews?|checks?|confirms?|releases?)|you (?:do not )?decide nothing|decide nothing)\b"
        + @"|\b(?:beantworte nur|antworte nur|nur fragen|ausschlie\u00dflich fragen|ausschlie\u00dflich auf|beschr\u00e4nke dich|au\u00dferhalb deines|ein (?:mensch|mitarbeiter|sachbearbeiter) (?:entscheidet|pr\u00fcft|best\u00e4tigt|gibt frei))\b|\b(?:r\u00e9ponds? (?:uniquement|seulement)|r\u00e9pondez (?:uniquement|seulement)|uniquement (?:aux|des) questions|limite-toi|limitez-vous|un (?:humain|conseiller|employ\u00e9) (?:d\u00e9cide|valide|v\u00e9rifie|approuve)|hors (?:du )?p\u00e9rim\u00e8tre)\b", Plain)]
    private static partial Regex Bounded();

    [GeneratedRegex(
        @"\b(?:escalate|hand (?:it |this |the case |the customer |over )?(?:over )?to|refer (?:it |them |the customer |the client |such requests )?to|pass (?:it |them )?on to|route to)\b[^.;!?]{0,60}\b(?:human|person|colleague|advisor|adviser|agent|officer|team|specialist|branch|supervisor|clerk|underwriter)\b"
        + @"|\bverweise?n?\b[^.;!?]{0,60}\ban\b|\b(?:leite|gib|\u00fcbergib|\u00fcbergebe\w*|reiche)\b[^.;!?]{0,60}\b(?:weiter an|an einen|an eine|an das|an die)\b|\b(?:transf\u00e8re|transf\u00e9rez|oriente|orientez|redirige|redirigez|escalade|renvoie|renvoyez)\b[^.;!?]{0,60}\b(?:vers|\u00e0|au)\b", Plain)]
    private static partial Regex Passed();
}
