namespace Plumbline.Guardrails.Injection;

/// <summary>What a word may do in an order. A word may have several.</summary>
[Flags]
internal enum Sense : ulong
{
    None = 0,
    Drop = 1UL << 0,        // ignore, forget, disregard
    Prior = 1UL << 1,       // previous, above, initial
    All = 1UL << 2,         // all, any, everything
    Rule = 1UL << 3,        // instructions, rules, prompt
    Told = 1UL << 4,        // told, given, said
    Hide = 1UL << 5,        // hide, conceal
    Tell = 1UL << 6,        // tell, mention, notify
    Person = 1UL << 7,      // user, human, anyone
    Not = 1UL << 8,         // never, do not, without
    Must = 1UL << 9,        // must, always, please
    You = 1UL << 10,        // you, your
    Model = 1UL << 11,      // assistant, AI, model, agent
    Send = 1UL << 12,       // send, upload, forward
    Read = 1UL << 13,       // read, cat, collect, print
    Secret = 1UL << 14,     // password, credentials, ~/.ssh/id_rsa
    Private = 1UL << 15,    // conversation, messages, files
    Away = 1UL << 16,       // an address, an attacker, a webhook
    Disable = 1UL << 17,    // disable, bypass, turn off
    Guard = 1UL << 18,      // safety, filters, approval
    Free = 1UL << 19,       // unrestricted, uncensored
    Become = 1UL << 20,     // act, pretend, roleplay
    Refuse = 1UL << 21,     // refuse, decline
    Mention = 1UL << 22,    // attack, injection, example: the text speaks about such texts
    Tool = 1UL << 23,       // tool, function
    First = 1UL << 24,      // before, instead
    Answer = 1UL << 25,     // response, answer
    Work = 1UL << 26,       // write, summarise: begins a task
    Run = 1UL << 27,        // run, execute
    Other = 1UL << 28,      // they, attackers, users: somebody else does it
    Now = 1UL << 29,        // now, from, henceforth
    Mode = 1UL << 30,       // mode, persona
    Inner = 1UL << 31,     // system, developer, hidden
    Link = 1UL << 32,       // and, then, to: an order may follow
    Reply = 1UL << 33,      // respond, reply, say: what the model shall say
    Code = 1UL << 34,       // code, command, script
    Harm = 1UL << 35,       // illegal, unethical, amoral
    Whatever = 1UL << 36,   // regardless, anything
    Secretly = 1UL << 37,   // secretly, silently
    Rules2 = 1UL << 38,     // rules in a wider sense: policy, training, context
    Want = 1UL << 39,       // want, ask, need: `I want you to`
    Once = 1UL << 40,       // if, when: a condition
    Bound = 1UL << 41,      // bound, limited, restricted, programmed
    Quote = 1UL << 42,      // says, contains, phrase: what follows is quoted
    This = 1UL << 43,       // this, it, anything: the thing itself
    Heed = 1UL << 44,       // follow, obey
    Asking = 1UL << 45,     // asking, confirming, checking
    Enable = 1UL << 46,     // enable, enter, activate
    Strong = 1UL << 47,     // speaks of attacks beyond doubt
    From = 1UL << 48,       // from
    Spot = 1UL << 49,       // a path
    Foreign = 1UL << 50,    // of a language whose verbs may stand last
    Self = 1UL << 51,       // me, my, us
    Weak = 1UL << 53,       // with Drop: delete, bypass: drops other things as often
    Ethic = 1UL << 54,      // ethics, restrictions, censorship
    Key = 1UL << 55,        // key, token: a secret behind `api`, `access`, …
    KeyOf = 1UL << 56,      // api, access, private
    Loose = 1UL << 57,      // with Rule: prompt, command: means other things as often
    Endless = 1UL << 58,    // indefinitely, forever
    Again = 1UL << 59,      // retry, repeat
    And = 1UL << 60,        // and, then: joins two orders
    Use = 1UL << 52,        // use, call
    Spelling = 1UL << 61,   // vowels, anagrams, misspell: how letters stand
    Flout = 1UL << 62,      // disregards, ignoring: of a persona, not an order
}
