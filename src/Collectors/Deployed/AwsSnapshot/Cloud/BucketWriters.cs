using System.IO.Enumeration;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Who else may write to a bucket, by its own policy and list.</summary>
/// <param name="Everybody">True where everybody may, false where not; null where the answers do not tell.</param>
/// <param name="Others">Principals of other accounts that may; null where the policy was not answered.</param>
/// <param name="By">The answer that tells.</param>
internal sealed record BucketWriters(bool? Everybody, IReadOnlyList<string>? Others, Answer By)
{
    private const string Write = "s3:PutObject";

    /// <summary>Reads the answers about one bucket; null where none of them tells who may write.</summary>
    public static BucketWriters? Of(List<Answer> answers)
    {
        var block = answers.Find(a => a.Kind.Operation == "get-public-access-block");
        var policy = answers.Find(a => a.Kind.Operation == "get-bucket-policy");
        var list = answers.Find(a => a.Kind.Operation == "get-bucket-acl");
        if (policy is null && list is null) return null;
        var (byPolicy, others) = policy is null ? (null, null) : Policy(policy);
        if (block?.Root.Flag("PublicAccessBlockConfiguration", "RestrictPublicBuckets") == true) byPolicy = false;
        bool? byList = block?.Root.Flag("PublicAccessBlockConfiguration", "IgnorePublicAcls") == true ? false : list is null ? null : OpensByList(list.Root);
        bool? everybody = byPolicy == true || byList == true ? true : byPolicy == false && byList == false ? false : null;
        return new BucketWriters(everybody, others, byPolicy == true || list is null ? policy! : byList == true ? list : policy ?? list);
    }

    private static (bool? Everybody, IReadOnlyList<string>? Others) Policy(Answer answer)
    {
        if (answer.Root.Text("Policy") is not { } text) return (false, []);
        using var document = Json.Parse(Encoding.UTF8.GetBytes(text), out _);
        if (document is null || document.RootElement.At("Statement") is not { ValueKind: JsonValueKind.Array or JsonValueKind.Object } said) return (null, null);
        var writing = (said.ValueKind == JsonValueKind.Array ? [.. said.EnumerateArray()] : new[] { said }).Where(Allows).ToList();
        var everybody = writing.Exists(s => s.At("Condition").ValueKind != JsonValueKind.Object && Principals(s).Contains("*"));
        if (answer.Home.Account is not { } own) return (everybody, null);
        return (everybody, [.. writing.SelectMany(Principals).Where(p => p != "*" && Account(p) != own).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static bool Allows(JsonElement statement)
    {
        if (statement.Text("Effect") != "Allow") return false;
        var (actions, others) = (Texts(statement.At("Action")).ToList(), Texts(statement.At("NotAction")).ToList());
        return actions.Exists(Covers) || (actions.Count == 0 && others.Count > 0 && !others.Exists(Covers));
    }

    private static bool Covers(string pattern) => FileSystemName.MatchesSimpleExpression(pattern, Write, ignoreCase: true);

    // A service acts for whoever configured it; that is no contributor.
    private static IEnumerable<string> Principals(JsonElement statement)
    {
        var principal = statement.At("Principal");
        if (principal.ValueKind == JsonValueKind.String) return Texts(principal);
        return Texts(principal.At("AWS")).Concat(Texts(principal.At("CanonicalUser")).Select(c => "canonical user " + c)).Concat(Texts(principal.At("Federated")));
    }

    private static IEnumerable<string> Texts(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => [element.GetString()!],
        JsonValueKind.Array => element.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!),
        _ => [],
    };

    private static string? Account(string principal) => principal.Length == 12 && principal.All(char.IsAsciiDigit) ? principal : Arn.Parse(principal)?.Account;

    private static bool OpensByList(JsonElement root) => root.Elements("Grants").Any(g => g.Text("Permission") is "WRITE" or "FULL_CONTROL" && g.Text("Grantee", "URI") is { } uri
        && (uri.EndsWith("/global/AllUsers", StringComparison.Ordinal) || uri.EndsWith("/global/AuthenticatedUsers", StringComparison.Ordinal)));
}
