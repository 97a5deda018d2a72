using System.Collections.Frozen;
using Words = System.Collections.Frozen.FrozenSet<string>.AlternateLookup<System.ReadOnlySpan<char>>;

namespace Plumbline.Guardrails.Secrets;

/// <summary>Reads what a name promises of its value: `dbPassword` a password, `api_key` a secret, `max_tokens` neither.</summary>
internal static class Names
{
    private const int MostWords = 12;
    private const int MostLetters = 160;

    private static readonly Words Passwords = Set("password passwd passphrase passwort kennwort passcode pwd pass pw contrasena pgpassword");
    private static readonly Words Secrets = Set("secret secrete secrets token credential credentials creds cred apikey accesskey secretkey privatekey authkey authtoken accesstoken authorization bearer clientsecret apitoken pat jwt auth");
    private static readonly Words KeyOwners = Set("api access secret private auth account service client db database encryption signing master session shared storage subscription admin license app application crypt cipher hmac server bot write project cloud iam deploy");
    private static readonly Words Ends = Set(
        "name names id ids type types length len size sizes count counts limit limits path paths file files filename url urls uri endpoint endpoints field fields label labels hint policy regex pattern prefix suffix expiry expires expiration ttl timeout status version "
        + "index page next max min encoder usage input output prompt completion total symbol budget var ref column algorithm alg manager provider service store class header headers alias arn enabled required mode format source sha digest hash checksum fingerprint salt "
        + "kind description desc title text placeholder message error errors validator validation rotation reset strength requirements generator issuer audience scope scopes method location position offset per rate price cost window ratio group role user username email account owner vault bucket reference");
    private static readonly Words Others = Set("public pub csrf xsrf next page continuation max min num stop eos bos pad unk sep cls mask tokenizer sequence foreign primary partition sort cache cancellation hot turkey monkey keyboard antiforgery sync resume pagination lexer syntax end start begin prev special image authenticity down up left press frame store chain words board mesh code");

    /// <summary>What a name promises.</summary>
    public static Promise Of(ReadOnlySpan<byte> name)
    {
        Span<Range> words = stackalloc Range[MostWords];
        Span<char> lower = stackalloc char[Math.Min(name.Length, MostLetters)];
        for (var i = 0; i < lower.Length; i++) lower[i] = IsUpper(name[i]) ? (char)(name[i] | 0x20) : (char)name[i];
        var count = Split(name[..lower.Length], words);
        var promise = Promise.None;
        var at = -1;
        for (var i = 0; i < count; i++)
        {
            var word = lower[words[i]];
            if (Others.Contains(word)) return Promise.None;
            var said = Of(word, i > 0 ? lower[words[i - 1]] : default, i + 1 < count ? lower[words[i + 1]] : default, i + 2 < count);
            if (said == Promise.None || (promise != Promise.None && said == Promise.Key)) continue;
            (promise, at) = (said, i);
        }

        for (var i = at + 1; at >= 0 && i < count; i++)
        {
            if (Ends.Contains(lower[words[i]])) return Promise.None;
        }

        return promise;
    }

    private static Promise Of(ReadOnlySpan<char> word, ReadOnlySpan<char> last, ReadOnlySpan<char> next, bool goesOn)
    {
        if (word is "key" or "keys")
        {
            // `api_key_2`, `key1`, `api_key_prod`: what follows a key is a number or says whose.
            if (goesOn || (next.Length > 0 && Ends.Contains(next))) return Promise.None;
            return last.Length > 0 && KeyOwners.Contains(last) ? Promise.Secret : Promise.Key;
        }

        if (word is "auth" && next.Length > 0 && next is not ("token" or "key")) return Promise.Key;
        if (Passwords.Contains(word) || word.EndsWith("password") || word.EndsWith("passwd")) return Promise.Password;
        return Secrets.Contains(word) || word.EndsWith("secret") || word.EndsWith("token") || word.EndsWith("apikey") ? Promise.Secret : Promise.None;
    }

    private static int Split(ReadOnlySpan<byte> name, Span<Range> words)
    {
        var (count, from) = (0, 0);
        for (var at = 0; at <= name.Length && count < words.Length; at++)
        {
            var ends = at == name.Length || !Alphabets.IsAlphanumeric(name[at]);
            var turns = !ends && at > from && IsUpper(name[at]) && (!IsUpper(name[at - 1]) || (at + 1 < name.Length && IsLower(name[at + 1])));
            if (!ends && !turns) continue;
            if (at > from) words[count++] = from..at;
            from = ends ? at + 1 : at;
        }

        return count;
    }

    private static bool IsUpper(byte b) => (uint)(b - 'A') <= 25;

    private static bool IsLower(byte b) => (uint)(b - 'a') <= 25;

    private static Words Set(string words) => words.Split(' ').ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a name promises of its value, weakest first.</summary>
    internal enum Promise
    {
        /// <summary>Nothing.</summary>
        None,

        /// <summary>A key of some sort, perhaps of a map.</summary>
        Key,

        /// <summary>A key, token or other secret that a machine made.</summary>
        Secret,

        /// <summary>A password, perhaps made by a person.</summary>
        Password,
    }
}
