using System.Buffers;
using System.Collections.Frozen;

namespace Plumbline.Guardrails.Injection;

/// <summary>The words of orders with their senses, folded: lower case, without accents.</summary>
internal static partial class Lexicon
{
    /// <summary>The longest entry of a script without blanks.</summary>
    public const int LongestDense = 7;

    private static readonly SearchValues<char> ForLetters = SearchValues.Create("01345789$@");

    private static readonly FrozenDictionary<string, Sense> Words = Make();

    private static readonly FrozenDictionary<string, Sense>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The senses of a folded word; those of its plain form where digits stand for letters.</summary>
    public static Sense Of(ReadOnlySpan<char> word)
    {
        if (word.Length is 0 or > 24) return Sense.None;
        if (Lookup.TryGetValue(word, out var sense)) return sense;
        return word.Length > 3 && word.IndexOfAny(ForLetters) >= 0 && word.IndexOfAnyInRange('a', 'z') >= 0 ? Spelt(word) : Sense.None;
    }

    private static Sense Spelt(ReadOnlySpan<char> word)
    {
        Span<char> plain = stackalloc char[word.Length];
        foreach (var one in "il")
        {
            for (var i = 0; i < word.Length; i++)
                plain[i] = word[i] switch { '0' => 'o', '1' => one, '3' => 'e', '4' or '@' => 'a', '5' or '$' => 's', '7' => 't', '8' => 'b', '9' => 'g', var c => c };
            if (Lookup.TryGetValue(plain, out var sense)) return sense;
        }

        return Sense.None;
    }

    private static FrozenDictionary<string, Sense> Make()
    {
        var words = new Dictionary<string, Sense>(StringComparer.Ordinal);
        Add(English, Sense.None);
        Add(West, Sense.Foreign);
        Add(East, Sense.Foreign);
        return words.ToFrozenDictionary(StringComparer.Ordinal);

        void Add((Sense, string)[] table, Sense also)
        {
            foreach (var (sense, list) in table)
            {
                foreach (var word in list.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                    words[word] = words.TryGetValue(word, out var known) ? known | sense : sense | also;
            }
        }
    }

    private static (Sense, string)[] English =>
    [
        (Sense.Drop, "ignore disregard forget override overrule overwrite overlook neglect discard supersede supersedes overrides unlearn erase dismiss abandon drop delete bypass circumvent violate ignoring disregarding cancel reset clear"),
        (Sense.Prior, "previous prior above earlier preceding foregoing former initial original existing before past precedent aforementioned current last"),
        (Sense.All, "all any every everything anything each whatever entire whole"),
        (Sense.Rule, "instruction instructions instructed rule rules prompt prompts directive directives command commands order orders guideline guidelines constraint constraints guidance"),
        (Sense.Rules2, "inputs input configuration policy policies training programming context conversation restrictions restriction limitations message messages memory text settings content requests contents"),
        (Sense.Told, "told given said received learned taught trained instructed set provided stated written asked gave got"),
        (Sense.Hide, "hide conceal mask obscure suppress withhold omit"),
        (Sense.Tell, "tell mention inform reveal notify alert disclose say show explain warn report display acknowledge discuss admit divulge state indicate surface expose let"),
        (Sense.Person, "user users human humans anyone anybody person people operator customer owner victim"),
        (Sense.Not, "not never dont don't no without cannot can't won't shouldn't mustn't nor refrain avoid stop cease mustnt"),
        (Sense.Must, "must always should shall need important critical mandatory required please immediately necessary urgent essential"),
        (Sense.You, "you your yours yourself u ur"),
        (Sense.Model, "assistant assistants ai model models llm llms agent agents chatbot claude gpt chatgpt copilot gemini cursor openai anthropic"),
        (Sense.Send, "send post upload forward exfiltrate transmit submit deliver leak append attach encode email mail share transfer push beacon relay dispatch exfil ping"),
        (Sense.Read, "read cat load fetch access collect grab extract retrieve dump harvest gather copy include print output echo list find reveal repeat show display tell give provide return scan enumerate steal obtain open type locate pass insert paste share verbatim translate"),
        (Sense.Secret, "password passwords passphrase credential credentials secret secrets apikey access_token api_token apikeys api_key api-key keychain cookies cookie pat wallet mnemonic id_rsa id_ed25519 .env kubeconfig .netrc .npmrc .pypirc authorization env environ"),
        (Sense.Private, "conversation conversations history chat messages emails contacts data files file documents document inbox source code context content contents codebase environment info information invoices records results details output summary"),
        (Sense.Away, "attacker webhook endpoint url server domain remote external"),
        (Sense.Disable, "disable disabling deactivate bypass circumvent remove skip suppress evade lift break escape unlock off disregard ignore violate defeat omit"),
        (Sense.Guard, "safety filter filters guardrail guardrails ethics ethical moral morals morality restrictions restriction limitations limitation censorship confirmation confirmations verification verifications sandbox antivirus protections approval approvals permission permissions moderation safeguards safeguard disclaimers warnings validation openai's guidelines boundaries policies policy security review checks limits constraints"),
        (Sense.Free, "unrestricted uncensored unfiltered jailbroken jailbreak unbound unlimited amoral unmoderated uncensor dan jailbroke unethical immoral unhinged lawless"),
        (Sense.Become, "act pretend roleplay role-play simulate impersonate behave become imagine play respond answer embody emulate immerse assume portray"),
        (Sense.Refuse, "refuse refuses decline declines reject rejects deny denies apologize apologizes sorry refusing refused apologise refusal refusals hesitate"),
        (Sense.Mention, "attack attacks attacker attackers injection injections example examples malicious adversarial attempt attempts detect detects detecting prevent protect defend mitigate vulnerability vulnerabilities phishing suspicious hostile untrusted treat embedded claiming claims pretending threat threats poisoned pattern patterns resist"),
        (Sense.Quote, "language wording style avoid say says saying said contain contains containing phrase phrases like as reads e.g eg quote quoted word words called phrasing text texts string strings term terms titled"),
        (Sense.Tool, "tool tools function functions mcp plugin plugins server skill skills"),
        (Sense.First, "before first instead prior beforehand only rather preferred"),
        (Sense.Answer, "response responses answer answers reply replies output outputs"),
        (Sense.Work, "write summarize summarise translate explain describe create generate compose respond answer reply list replace modify use add include insert promote advertise recommend suggest convert incorporate compare discuss outline draft say solve calculate compute identify provide tell give end begin start finish conclude rewrite reverse capitalize encode encrypt group scramble alternate remove omit repeat mention make turn ask evaluate analyze analyse find name predict determine rate classify tease introduce embed highlight speak emphasize infuse apply express utilize substitute shift emulate mirror adopt craft weave"),
        (Sense.Run, "run execute eval invoke launch exec install"),
        (Sense.Other, "they them attackers he she who users people employees we i it programmers children students players"),
        (Sense.Now, "now henceforth onwards onward forward today forth hereafter"),
        (Sense.Mode, "mode persona character personality alter role"),
        (Sense.Inner, "system developer hidden internal secret admin root base core god sudo debug maintenance master"),
        (Sense.Link, "do and then to just simply also so or but please will can now kindly let's"),
        (Sense.Flout, "disregards ignores defies flouts disregard disregarding ignoring defying flouting neglects regardless irrespective"),
        (Sense.Spelling, "letters vowel vowels consonant consonants anagram anagrams anagrammed misspell misspells misspelled misspelling misspellings typo typos uppercase lowercase homophone homophones homophonic alphanumeric substitution cipher leetspeak jumble jumbled scramble scrambled syllable syllables backwards rearrange"),
        (Sense.Reply, "respond reply answer say output print return write state"),
        (Sense.Code, "code command commands script scripts payload following snippet"),
        (Sense.Harm, "illegal unethical immoral harmful offensive dangerous explicit nsfw inappropriate controversial amoral illegality legality"),
        (Sense.Whatever, "regardless whatever anything irrespective"),
        (Sense.Secretly, "secretly silently quietly covertly discreetly stealthily invisibly surreptitiously"),
        (Sense.Want, "want ask need like order command instruct tell require would"),
        (Sense.Once, "if when whether unless should case once"),
        (Sense.This, "this these it that anything them there"),
        (Sense.Heed, "bound restricted limited governed follow obey heed comply adhere respect observe honor honour abide following obeying"),
        (Sense.Asking, "asking confirming checking requesting prompting telling informing notifying mentioning alerting warning seeking verification confirmation approval permission consent review verifying reviewing validating question hesitation"),
        (Sense.Enable, "enable enabled enter entering activate activated switch engage engaged entered"),
        (Sense.Strong, "attack attacks attacker attackers injection injections malicious adversarial attempt attempts detect detects detecting prevent vulnerability vulnerabilities phishing hostile untrusted poisoned threat threats"),
        (Sense.From, "from"),
        (Sense.Self, "me my us our myself i"),
        (Sense.Use, "use using call calling invoke invoking run running utilize"),
        (Sense.Tell, "telling informing notifying mentioning revealing disclosing alerting"),
        (Sense.Weak, "delete drop erase bypass violate dismiss abandon discard overwrite overrides supersedes override circumvent cancel reset clear neglect"),
        (Sense.Ethic, "ethics ethical moral morals morality restrictions limitations censorship moderation guidelines boundaries filters disclaimers warnings restriction limitation filter openai's"),
        (Sense.Key, "key keys token tokens phrase"),
        (Sense.KeyOf, "api access auth bearer private secret session personal oauth github ssh signing encryption seed recovery aws stripe openai slack refresh id identity login jwt deploy"),
        (Sense.Loose, "prompt prompts command commands order orders guidance"),
        (Sense.Endless, "indefinitely forever endlessly infinitely perpetually nonstop"),
        (Sense.Again, "retry repeat call loop invoke run keep continue poll try"),
        (Sense.And, "and then or also but plus"),
        (Sense.Bound, "bound limited restricted programmed constrained confined confines governed obligated subject comply adhere follow abide"),
    ];
}
