using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the guardrails and the baselines approved for them.</summary>
internal static partial class Guardrails
{
    private const string Fix = "give the answer of `aws bedrock get-guardrail` or `gcloud model-armor templates describe`, or `safetySettings`, as `file` or `config`";
    private static readonly string[] Policies = ["pii", "patterns", "filters", "topics", "words", "grounding", "breadth", "wording", "detectOnly"];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["guardrails"].Where(i => !SafetySettings.AreAll(i, book)))
        {
            var id = book.AssetOf(item);
            statements.Register(id, item.First.Named("name"), item.First);
            Facts(id, item, book, statements);
            statements.Bind(id, Arn(item), "is", item.First);
            if (GoogleName.Parse(Arn(item)) is null) statements.Bind(id, BareId(item), "is", item.First);
            foreach (var (_, sentence, at) in item.Contradictions($"guardrail `{item.First.Named("name")}`"))
                statements.Contradict(Impact.Of(item, book), sentence, at);
            if (item.One("baseline") is { } baseline) Baseline(id, item, baseline, book, statements);
        }
    }

    /// <summary>The provider's id of the guardrail, without its ARN, in Azure the whole id; null where the registry does not say it.</summary>
    public static string? BareId(Item item) =>
        Azure(item)?.Text ?? ((item.Text("id") ?? item.Text("arn")) is { } text ? text[(text.LastIndexOf('/') + 1)..] : null);

    private static ArmId? Azure(Item item) => ArmId.Parse(item.Text("id") ?? item.Text("arn"));

    // Google's templates are named within project and location: their bare ids repeat from project to project.
    private static string? Arn(Item item)
    {
        if (Azure(item) is not null) return null;
        if (GoogleName.Parse(item.Text("arn") ?? item.Text("id")) is { } google) return google.ToString();
        if ((item.Text("arn") ?? item.Text("id")) is { } text && text.StartsWith("arn:", StringComparison.Ordinal)) return text;
        if (BareId(item) is not { } id || item.Text("account") is not { } account || item.Text("region") is not { } region) return null;
        if (Project().IsMatch(account)) return $"projects/{account}/locations/{region}/templates/{id}";
        var partition = region.StartsWith("cn-", StringComparison.Ordinal) ? "aws-cn"
            : region.StartsWith("us-gov-", StringComparison.Ordinal) ? "aws-us-gov" : "aws";
        return $"arn:{partition}:bedrock:{region}:{account}:guardrail/{id}";
    }

    private static void Facts(AssetId id, Item item, Book book, Statements statements)
    {
        var arn = Arn(item)?.Split(':') is { Length: > 5 } parts ? parts : null;
        var google = GoogleName.Parse(Arn(item));
        var account = item.Text("account") ?? google?.Project ?? arn?[4] ?? Azure(item)?.Subscription;
        statements.Fact(id, "account", account, item.First);
        statements.Fact(id, "region", item.Text("region") is { } region ? ArmId.Region(region) : google?.Location ?? arn?[3], item.First);
        var users = book.About.Guarded(item).ToList();
        var production = users.Find(w => w.Environment == "production") ?? users.FirstOrDefault();
        var home = book.Find("accounts", account);
        statements.Fact(id, "environment", production?.Environment ?? home?.Text("environment"), production?.Item.First ?? item.First);
        bool? isRegulated = users.Exists(w => w.IsRegulated == true) || home?.Text("regulated") is { } flag && Flags.IsTrue(flag) ? true
            : users.Exists(w => w.IsRegulated is null) ? null
            : users.Count > 0 || home?.Text("regulated") is not null ? false : null;
        statements.Fact(id, "regulated", isRegulated, users.Find(w => w.IsRegulated == true)?.Item.First ?? item.First);
    }

    private static void Baseline(AssetId id, Item item, Said baseline, Book book, Statements statements)
    {
        foreach (var approver in baseline["approved-by"]?.Items ?? []) statements.Word(id, "approvers", Value.Of(approver.Text!.Trim()), approver);
        if (Config(baseline, book, out var at, out var error) is not { } config)
        {
            var impact = Impact.Of(item, book);
            foreach (var reach in impact.Reaches)
                statements.Unreadable(reach, $"the baseline of guardrail `{item.First.Named("name")}` cannot be read: {error} ({at.Where})", Fix, at.Origin, impact.Speaks);
            return;
        }

        foreach (var (word, element) in GuardrailConfig.Read(config)) statements.Word(id, word, element, at);
        var version = baseline["version"] ?? at;
        statements.Fact(id, "version", baseline["version"]?.Text?.Trim() ?? config.Text("version"), version);
        statements.Cover(new Reach(id), baseline, [.. Policies.Append("version").Append("approvers").Select(w => "guardrail." + w)]);
    }

    /// <summary>The configuration of a baseline; null and one sentence where it cannot be had.</summary>
    public static JsonElement? Config(Said baseline, Book book, out Said at, out string? error)
    {
        error = null;
        at = baseline["config"] ?? baseline["file"] ?? baseline;
        JsonElement? config = null;
        if (baseline["config"] is { } inline && baseline["file"] is null) config = YamlJson.Of(inline.Node);
        else if (baseline["config"] is null && baseline["file"] is { } path) (config, at) = (File(path, book, out var located, out error), located);
        else error = "it needs exactly one of `file` and `config`";
        if (config is not { } read) return null;
        if (read.At("guardrail") is { ValueKind: JsonValueKind.Object } inner) read = inner;
        if (GuardrailConfig.HasPolicy(read)) return read;
        error = "it has no policy of a guardrail";
        return null;
    }

    private static JsonElement? File(Said path, Book book, out Said at, out string? error)
    {
        at = path;
        if (Attached.Bytes(path, book, out error) is not { } bytes) return null;
        var documents = YamlText.Read(Encoding.UTF8.GetString(bytes), out error);
        if (documents is not [YamlMap map])
        {
            error ??= "it is not one yaml or json mapping";
            return null;
        }

        at = new Said(Attached.Find(path, book, out _)!.Path, map);
        return YamlJson.Of(map);
    }

    [GeneratedRegex("^[a-z][a-z0-9-]{4,28}[a-z0-9]$", RegexOptions.CultureInvariant)]
    private static partial Regex Project();
}
