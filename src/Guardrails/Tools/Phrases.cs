using System.Text.RegularExpressions;

namespace Plumbline.Guardrails.Tools;

/// <summary>How concepts are said, in plain lower-case English; <see cref="Tongues"/> has other languages.</summary>
internal static partial class Phrases
{
    private const string Not =
        @"(?:do(?:es)? not|don'?t|doesn'?t|never|must not|mustn'?t|should not|shouldn'?t|cannot|can'?t|may not|avoid|refrain from|without|not to|no need to|needn'?t)";

    private const string Tell =
        @"(?:tell|telling|mention\w*|inform\w*|notify\w*|notice|alert\w*|reveal\w*|disclos\w+|report\w*|warn\w*|acknowledg\w+|explain\w*|describ\w+|admit\w*|say(?:ing)?|speak\w*|talk\w*|discuss\w*|let\b|bring up)";

    private const string User =
        @"(?:users?|humans?|persons?|people|customers?|anyone|anybody|them|operators?|developers?)";

    private const string Deed =
        @"(?:instructions?|steps?|actions?|call|operation|process|request|transfer|behaviou?rs?|forwarding|cop(?:y|ies|ying)|reading|message|notes?|rules?|directives?|requirements?|checks?|that you|about (?:it|this|that)|this|it\b|that\b|anything|any of this)";

    private static readonly Regex HidesDeedPhrase = new(
        Not + @"\s?(?:[\w']+\s+){0,3}?" + Tell + @"\b[^.;!?\n]{0,40}?\b" + User + @"\b(?!'s? (?:name|id|email|password))"
        + "|" + Not + @"\s?(?:[\w']+\s+){0,3}?" + Tell + @"\s+(?:[\w']+\s+){0,2}?" + Deed + @"\b"
        + @"|\b(?:without|before) (?:the |any |your )?" + User + @"(?:'s)? (?:knowledge|knowing|consent|noticing|awareness|approval|being (?:told|aware|informed))"
        + @"|\b(?:the )?" + User + @"\s+(?:must|should|need|needs|do|does|is|are|has|have|will|may)\s*(?:not|n't|never)\s+(?:\w+\s+){0,3}?(?:know|see|be (?:told|aware|informed|notified)|notice|aware|find out)"
        + @"|\b(?:keep|keeping) (?:this|it|these|that|the \w+) (?:\w+ ){0,3}?(?:secret|hidden|confidential|to yourself|between us|private)\b|\bhid(?:e|ing|den) (?:this|it|these|that|the (?:\w+ ){0,2})\s?(?:fact |step |action |call )?from\b|\b(?:must|should|ha(?:s|ve) to|needs? to|shall) (?:be |stay |remain )(?:kept )?(?:hidden|secret|concealed|invisible|undisclosed)\b|\bthis is (?:a |an )?(?:secret|covert|hidden|internal and secret)\b", RegexOptions.CultureInvariant);

    public static Regex HidesDeed() => HidesDeedPhrase;

    private static readonly Regex UnseenPhrase = new(
        Not + @"\s?(?:[\w']+\s+){0,3}?(?:show|display|expose|output|print|render|reveal|disclose|mention)\b"
        + @"|\b(?:silently|secretly|quietly|covertly|discreetly|surreptitiously|stealthily|invisibly|in the background|behind the scenes|unnoticed|without (?:asking|confirmation|permission|prompting))\b", RegexOptions.CultureInvariant);

    public static Regex Unseen() => UnseenPhrase;

    [GeneratedRegex(
        @"\.ssh(?:/|\b)|\bid_(?:rsa|ed25519|ecdsa|dsa)\b|authorized_keys|\.aws/|(?<![\w])\.env(?:\.\w+)?(?![\w.]*\()\b|/etc/(?:passwd|shadow|sudoers|ssh)|\.(?:netrc|npmrc|pypirc|pgpass|git-credentials|htpasswd)\b|\.kube/config|\.docker/config|\bmcp(?:_config|_settings)?\.json|claude_desktop_config|\.cursor/|\.claude/|\.gnupg|\blogin data\b|wallet\.dat|\.(?:bash|zsh)_history|/proc/(?:self|\d+)/environ|\.config/(?:gcloud|gh)|\bservice[-_ ]account[\w.-]*\.json|\b\w+\.(?:pem|pfx|p12|keystore|jks|kdbx|ppk)\b|\b(?:secrets?|credentials?|tokens?)\.(?:ya?ml|json|toml|txt|db)\b|cookies\.(?:sqlite|db)|\bkeychain\b|ntds\.dit|\\sam\b|\bssh (?:private )?keys?\b|\bprivate keys?\b",
        RegexOptions.CultureInvariant)]
    public static partial Regex SecretFile();

    [GeneratedRegex(
        @"\b(?:api[ _-]?keys?|(?:access|auth|authentication|bearer|session|refresh|oauth)[ _-]?(?:tokens?|cookies?)|passwords?|passphrases?|credentials?|secret keys?|secrets?|environment variables?|env[ _-]vars?|seed phrases?|mnemonics?|cookies)\b",
        RegexOptions.CultureInvariant)]
    public static partial Regex Secret();

    private static readonly Regex ConversationPhrase = new(
        @"\b(?:conversation|chat|dialog(?:ue)?|message)[ _-](?:history|histories|log|logs|context|transcript|so far)\b|\b(?:entire|full|whole|complete|all|previous|prior|past|everything in|contents? of)\s+(?:\w+\s+){0,3}?(?:conversations?|chats?|dialogues?|discussion|transcript|session)\b|\bsystem[ _-]?(?:prompt|message|instructions?)\b|\byour (?:own |system |initial |hidden |original |full |current |complete )*(?:instructions|prompt|guidelines|context(?: window)?)\b|\b(?:users?|their|his) (?:previous|original|last|earlier|past|full|recent|other) (?:messages?|questions?|prompts?|requests?)\b|\beverything (?:the )?users? (?:said|wrote|typed|asked|has)|\bchain[- ]of[- ]thought\b|\b(?:results?|outputs?|list) (?:of|from) (?:all |any |the )?(?:previous|earlier|prior|other|last) (?:\w+ ){0,2}(?:calls?|tools?|messages?)|\blast messages\b", RegexOptions.CultureInvariant);

    public static Regex Conversation() => ConversationPhrase;

    private static readonly Regex HeldSecretPhrase = new(
        @"\b(?:all|any|every|each|(?:the )?users?'?s?|their|found|existing|available|stored|saved|known)\s+(?:of )?(?:the |their |your |other |users? |user'?s )*(?:\w+ ){0,2}?(?:api[ _-]?keys?|tokens?|passwords?|credentials?|secrets?|environment variables?|env[ _-]vars?|cookies|private keys?)\b", RegexOptions.CultureInvariant);

    public static Regex HeldSecret() => HeldSecretPhrase;

    [GeneratedRegex(@"\b(?:entire|full|whole|complete|verbatim|all|every|everything|any)\b", RegexOptions.CultureInvariant)]
    public static partial Regex Whole();
}
