using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>How orders to a model are said: to hand over, to read, to run, to send elsewhere, to prefer; in plain lower-case English.</summary>
internal static partial class Directions
{
    [GeneratedRegex(
        @"\b(?:send|give|feed|forward|post|upload|transmit|submit|pass|include|append|prepend|attach|put|paste|insert|embed|copy|add|provide|supply|leak|exfiltrate|relay|report|bcc|cc|encode|deliver|hand over|share|store|write|fill|place|return|echo|repeat|prefix|serialize|passing|sending|including)\b"
        + @"|\b(?:must|should|always|needs? to|have to|to) be (?:\w+ )?(?:sent|forwarded|copied|included|passed|uploaded|appended|attached|routed|bcc'?d|cc'?d|delivered|placed|provided|submitted|shared)\b",
        RegexOptions.CultureInvariant)]
    public static partial Regex Transfer();

    private static readonly Regex SinkPhrase = new(
        @"[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64}){1,4}|(?<!:\s?"")\bhttps?://[^\s<>""'`)]{4,}|(?<![\w.])\+\d[\d \-]{7,16}\d\b|\b(?:\d{1,3}\.){3}\d{1,3}(?::\d+)?\b|\b0x[0-9a-f]{40}\b|\b(?:bc1|[13])[a-km-z1-9]{25,40}\b|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|net|org|io|xyz|ru|cn|site|online|top|app|dev|cc|tk|info|biz|evil|attacker|example)(?:/[\w./?=&-]*)?(?![\w(])|\bwebhook\b|\b[a-z]{2}\d{2}[a-z0-9]{11,30}\b", RegexOptions.CultureInvariant);

    public static Regex Sink() => SinkPhrase;

    [GeneratedRegex(
        @"\b(?:parameters?|params?|arguments?|args?|fields?|attribute|property)\b|\b(?:as|in|into|to|via|through|inside|within|named)\s+(?:the |an? )?[`'""\u201c][\w.-]{2,40}[`'""\u201d]",
        RegexOptions.CultureInvariant)]
    public static partial Regex Parameter();

    [GeneratedRegex(
        @"\b(?:other|another|any|all|every|each|different)\s+(?:of the |available |installed |existing |other |mcp |connected |\w+ )?(?:tools?|functions?|servers?|plugins?|actions?|operations?)\b",
        RegexOptions.CultureInvariant)]
    public static partial Regex OtherTools();

    // `the send_email tool`, `when (mcp_x) send_message is invoked`, `when calling transfer_funds`.
    [GeneratedRegex(@"[`'""]?\b(?<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+|(?<=[`'""])[a-z][\w.-]{2,60}(?=[`'""]))[`'""]?\s+(?:mcp\s+)?(?:tool|function|server|command)?\s?(?:is|are|gets?|was)?\s?(?:being )?(?:tool|function|called|invoked|used|executed|available|runs?|triggered)\b|\b(?:when(?:ever)?|if|before|after|while|each time|every time)\s+(?:you\s+)?(?:\w+\s+)?(?:call\w*|us(?:e|ing)|invok\w+|run\w*|execut\w+)\s+(?:the\s+)?[`'""]?(?<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+|(?<=[`'""])[a-z][\w.-]{2,60})|\b(?:call|use|invoke|execute)\s+(?:the\s+)?[`'""]?(?<name>[a-z][a-z0-9]*(?:[_-][a-z0-9]+)+)", RegexOptions.CultureInvariant)]
    public static partial Regex ToolNames();

    [GeneratedRegex(@"\b(?:must|always|mandatory|required?|requires|important|critical|need(?:s|ed)? to|ha(?:ve|s) to|make sure|ensure|be sure|should|shall|necessary|essential|please|kindly|immediately|automatically|otherwise|never|whenever|when|if)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Duty();

    [GeneratedRegex(@"\b(?:before|prior to|first|beforehand|in advance)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Order();

    [GeneratedRegex(@"\b(?:read|open|access(?= (?:the |your |~|/|[`']))|load|cat|fetch|get|retrieve|collect|gather|extract|look up|find|dump|locate|scan|obtain|grab|view|inspect|read_file|contents? of)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Read();

    private static readonly Regex RedirectPhrase = new(
        @"\b(?:change|changing|replace|replacing|substitute|modify|modifying|alter|override|overwrite|set|swap|redirect|reroute|rewrite|divert|switch)\s+(?:\w+\s+){0,4}?(?:recipients?|destination|address|addresses|amounts?|receivers?|beneficiary|phone number|wallet|payee|iban|account number|reply-to|bcc|target account)\b"
        + @"|\binstead of (?:the )?(?:\w+ ){0,3}?(?:recipient|address|number|users?|account|destination|one)\b|\b(?:sent|forwarded|redirected|routed|copied|bcc'?d|delivered|mailed|paid|transferred|go|goes)\s+(?:\w+ ){0,3}?to\b|\bbcc\b|\bblind copy\b", RegexOptions.CultureInvariant);

    public static Regex Redirect() => RedirectPhrase;

    private static readonly Regex CommandPhrase = new(
        @"\brm\s+-[a-z]*r[a-z]*f|\brm\s+-[a-z]*f[a-z]*r|\bchmod\s+(?:-r\s+)?(?:0?[0-7]?(?:777|666)|\+s|[augo]*\+[rwx]*w)|\b(?:curl|wget)\b[^\n|]{0,160}\|\s*(?:sudo\s+)?(?:ba|z)?sh\b|\b(?:curl|wget)\b[^\n]{0,80}(?:-d\b|--data|-f\b|--post|-t\b|--upload|@[~/.\w])|base64\s+(?:-d|--decode)[^\n]{0,80}\|\s*(?:ba|z)?sh\b|>>?\s*[~/$][\w./-]*(?:authorized_keys|\.(?:bash|zsh)rc|\.profile|crontab|sudoers)|\bcrontab\s+-|\bnc\s+(?:-[a-z]+\s+)*-e|/dev/tcp/|\bpowershell(?:\.exe)?\s+-(?:e|enc|nop|w)\w*\b|\biex\s*\(|\binvoke-expression\b|\bmkfs\b|\bdd\s+if=|\bdrop\s+(?:table|database)\b|\bgit\s+push\s+(?:-f|--force)|\bsetenforce\s+0|\bufw\s+disable|\biptables\s+-f|\bnpm\s+i(?:nstall)?\s+-g\s+\S+|\bpip\s+install\s+(?:--index-url|https?:)\S*|\beval\s+""?\$\(|\bpython3?\s+-c\b|\bssh-copy-id\b|\buseradd\b|\bnet user\b", RegexOptions.CultureInvariant);

    public static Regex Command() => CommandPhrase;

    [GeneratedRegex(@"\b(?:run|execute|exec|prefix|prepend|append|issue|type|invoke|launch|start|evaluate)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Run();

    private static readonly Regex CoercePhrase = new(
        @"\b(?:before|prior to)\s+(?:\w+\s+){0,2}?(?:call\w*|us(?:e|ing)|invok\w+|runn?\w*|execut\w+)?\s?(?:any|all|every|each)\s+(?:other |of the other |available )?(?:tools?|functions?|requests?|messages?|responses?|answers?|actions?)\b|\bafter (?:every|each) (?:message|response|turn|answer|tool call|request)\b|\b(?:always|must)\s+(?:\w+ ){0,2}?(?:use|choose|select|prefer|call|pick|invoke) this (?:tool|function|server)\s+(?:instead|over|rather than|before|first|for (?:all|every|any))|\b(?:never|do not|don't) (?:use|call|choose|select) (?:any )?(?:other|another|alternative|competing)\s+(?:\w+ )?(?:tools?|functions?|servers?)|\b(?:disable|deprecate[sd]?|replaces?|supersedes?|obsoletes?) all other (?:\w+ )?tools?\b", RegexOptions.CultureInvariant);

    public static Regex Coerce() => CoercePhrase;

    [GeneratedRegex(@"</?(?:important|instructions?|secret|hidden|critical|admin|override|note_to_(?:ai|model)|ai|llm|s|priority|mandatory)\b[^>\n]{0,40}>", RegexOptions.CultureInvariant)]
    public static partial Regex Tag();

    private static readonly Regex EveryPhrase = new(
        @"\b(?:all|any|every|each)\s+(?:\w+ ){0,2}?(?:e-?mails?|messages?|payments?|transactions?|transfers?|requests?|orders?|invoices?|files?|documents?|responses?|data|results?)\b", RegexOptions.CultureInvariant);

    public static Regex Every() => EveryPhrase;
}
