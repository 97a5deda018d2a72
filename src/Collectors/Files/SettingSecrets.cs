using System.Text.RegularExpressions;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Collectors.Files;

/// <summary>Tells secrets that stand literally in settings from references, placeholders and harmless values. The value itself is never given out.</summary>
public static partial class SettingSecrets
{
    private const int Shortest = 8;
    private const int Longest = 8192;
    private const int LongestName = 200;

    /// <summary>What a value is, where it is a secret: `github token`, `password in a url`, `value of a secret name`; null where it is none.</summary>
    /// <param name="name">The setting's name: an environment variable, a header, an option without dashes.</param>
    /// <param name="value">Its value.</param>
    public static string? KindOf(string name, string? value)
    {
        if (value is null || value.Length is < Shortest or > Longest || IsReference(value)) return null;
        if (Known(value) is { } kind) return kind;
        var bare = Scheme().Replace(value.Trim(), "");
        if (bare.Length < Shortest || !IsSecretName(name) || IsPlaceholder(bare) || !LooksRandom(bare)) return null;
        return Kind(name);
    }

    /// <summary>A secret that its own form gives away, under any name; null where there is none.</summary>
    public static string? Known(string value)
    {
        if (value.Length > Longest) return null;
        var match = Forms().Match(value);
        if (match.Success && !IsPlaceholder(match.Value)) return match.Groups.Values.Skip(1).First(g => g.Success).Name.Replace('_', ' ');
        if (SecretScanner.Find(value, Certainty.Shaped) is [var shaped, ..] && !IsPlaceholder(value.Substring(shaped.Start, shaped.Length))) return shaped.Kind.Replace('-', ' ');
        var login = Login().Match(value);
        return login.Success && !IsReference(login.Groups[2].Value) && !IsPlaceholder(login.Groups[2].Value) && !IsUsual(login.Groups[1].Value, login.Groups[2].Value) ? "password in a url" : null;
    }

    /// <summary>True for a name that usually holds a secret: `GITHUB_TOKEN`, `X-API-Key`, `Authorization`.</summary>
    public static bool IsSecretName(string name) => name.Length <= LongestName && SecretNames().IsMatch(name) && !HarmlessNames().IsMatch(name);

    /// <summary>The names that a text refers to instead of holding a value: `${NAME}`, `${env:NAME}`, `${input:id}`, `$NAME`, `%NAME%`.</summary>
    public static IEnumerable<string> References(string text) =>
        text.Length > Longest ? [] : Referred().Matches(text).Select(m => m.Groups.Values.Skip(1).First(g => g.Success).Value);

    /// <summary>True where the value holds a reference, so that what is secret in it lies elsewhere.</summary>
    public static bool IsReference(string value) => value.Length <= Longest && (Referred().IsMatch(value) || Stored().IsMatch(value));

    // The password that an image sets up for development is no secret.
    private static bool IsUsual(string user, string password) =>
        password == user || password.ToLowerInvariant() is "postgres" or "password" or "passwd" or "pass" or "root" or "admin" or "test" or "guest" or "secret" or "dev" or "mysql" or "redis" or "user" or "neo4j" or "minio" or "mongo" or "docker";

    private static string Kind(string name) => name.ToUpperInvariant() switch
    {
        var n when n.Contains("PASS", StringComparison.Ordinal) || n.EndsWith("PWD", StringComparison.Ordinal) => "password",
        "AUTHORIZATION" or "PROXY-AUTHORIZATION" or "COOKIE" => "credential of a header",
        var n when n.Contains("TOKEN", StringComparison.Ordinal) || n.EndsWith("PAT", StringComparison.Ordinal) => "token",
        var n when n.Contains("KEY", StringComparison.Ordinal) => "key",
        _ => "secret",
    };

    private static bool IsPlaceholder(string value) =>
        StandIns.Has(value) || Placeholders().IsMatch(value) || value.Distinct().Count() <= 3 || value is ['<', .., '>'] or ['[', .., ']'] or ['{', .., '}'];

    // Words, paths, addresses and switches are no secrets, whatever they are called.
    private static bool LooksRandom(string value) =>
        !value.Contains(' ', StringComparison.Ordinal) && !Plain().IsMatch(value)
        && (value.Any(char.IsAsciiDigit) || value.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.')) || (value.Length >= 20 && value.Any(char.IsUpper) && value.Any(char.IsLower)));

    [GeneratedRegex(@"^(?:Bearer|Basic|Token|ApiKey|Key)\s+", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Scheme();

    [GeneratedRegex(
        @"(?<private_key>-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----)|\b(?:(?<GitHub_token>gh[pousr]_[A-Za-z0-9]{30,}|github_pat_[A-Za-z0-9_]{40,})|(?<GitLab_token>glpat-[A-Za-z0-9_-]{18,})"
        + @"|(?<AWS_access_key>(?:AKIA|ASIA)[0-9A-Z]{16})\b|(?<Anthropic_key>sk-ant-[A-Za-z0-9_-]{20,})|(?<OpenAI_key>sk-(?:proj-|svcacct-)?[A-Za-z0-9_-]{32,})|(?<Slack_token>xox[abeoprs]-[A-Za-z0-9-]{10,})"
        + @"|(?<Google_API_key>AIza[A-Za-z0-9_-]{33,})|(?<Stripe_key>[rs]k_live_[A-Za-z0-9]{16,})|(?<npm_token>npm_[A-Za-z0-9]{30,})|(?<Hugging_Face_token>hf_[A-Za-z0-9]{30,})|(?<Notion_token>ntn_[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{40,})"
        + @"|(?<Perplexity_key>pplx-[A-Za-z0-9]{32,})|(?<Tavily_key>tvly-[A-Za-z0-9-]{20,})|(?<Linear_key>lin_api_[A-Za-z0-9]{30,})|(?<Supabase_token>sbp_[a-f0-9]{40})|(?<SendGrid_key>SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,})"
        + @"|(?<JSON_web_token>eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}))",
        RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Forms();

    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]{1,20}://([^\s/:@]{0,100}):([^\s/@]{3,200})@", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Login();

    [GeneratedRegex(
        @"(?:^|[_\W])(?:\w*(?:token|secret|passwd|password|passphrase|apikey|accesskey|privatekey|authtoken|credential)s?|pwd|pat|pass|auth|authorization|cookie|dsn|(?:[a-z0-9]*[_-])*(?:api|access|private|signing|encryption|service|account|license|master|admin|auth|app|secret|subscription|client|role|bot|openai|anthropic|figma|notion|stripe|supabase|brave|exa|tavily)[_-]?key)(?:$|[_\W])"
        + @"|(?<=[a-z])(?:Token|Secret|Password|ApiKey|AccessKey)$|_KEY$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex SecretNames();

    [GeneratedRegex(
        @"(?:max|min|num|count|limit|total|budget)[_-]?(?:\w+[_-])?tokens?|tokens?[_-](?:limit|count|max|budget|type|url|uri|endpoint|path|file|name|cache|expiry|ttl|env(?:[_-]var)?)|tokenizers?|public[_-]?key|key[_-](?:id|path|file|name|vault|arn|alias|prefix)|keyboard|_(?:FILE|PATH|DIR|NAME|ARN|URL|URI|ID|TYPE|MODE|ENABLED|PROVIDER|METHOD|HOST|PORT|ENV|ENV_VAR|HEADER|SCOPES?)$|^(?:ssh_auth_sock|git_askpass)$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex HarmlessNames();

    [GeneratedRegex(@"\$\{\{?\s*(?:env:|input:|config:|secrets?\.|env\.)?([A-Za-z_][\w.:-]*)(?::?[-=?+][^}]*)?\s*\}|\{\{\s*([\w.:-]+)\s*\}\}|(?<![\w$])\$([A-Za-z_]\w*)|%([A-Za-z_]\w*)%|\{env:([A-Za-z_]\w*)\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Referred();

    [GeneratedRegex(@"^(?:op|vault|keychain|keyring|secret|aws-sm|gcp-sm|azure-kv|doppler|infisical|se|file|env|cmd):|^(?:arn:aws[a-z-]*:(?:secretsmanager|ssm):|@Microsoft\.KeyVault|ENC\[|!secret\b)", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Stored();

    [GeneratedRegex(
        @"your[\s_-]?|\bmy[_-](?:api|secret|token|key|pass)|example|sample|placeholder|change[_-]?(?:me|this)|replace|insert|enter[_-]|xxxx|\*\*\*|\.\.\.|…|dummy|fake|redacted|<[^>]*>|todo|goes[_-]?here|(?:api|access|secret|auth|private)[_-]?(?:key|token)(?:[_-]here)?$|^(?:none|null|undefined|optional|secret|password|token)$|1234567|abcdef|-here$|_here$",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Placeholders();

    [GeneratedRegex(@"^(?:[~./\\]|[A-Za-z]:[\\/]|https?://[^\s@]*$|wss?://[^\s@]*$|localhost|true$|false$|[\d.:_-]+$|[\w.+-]+@[\w-]+\.[\w.]+$|[a-z]+(?:[-_.][a-z]+)*$|[A-Z]+(?:_[A-Z]+)*$)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Plain();
}
