using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Reads IAM policy documents and says what they allow.</summary>
public static class PolicyDocument
{
    private const int MostStatements = 2_000;

    /// <summary>A statement that may allow anything.</summary>
    internal static Statement Doubtful { get; } = new(true, ["*"], [], ["*"], [], [new ConditionTest("Known", "policy", [])], "");

    /// <summary>The statements of a document: JSON, or JSON as URL-encoded text as the service answers it; null where it cannot be read.</summary>
    public static ImmutableArray<Statement>? Read(JsonElement document)
    {
        if (document.ValueKind == JsonValueKind.String)
        {
            var text = document.GetString()!;
            if (text.StartsWith('%')) text = Uri.UnescapeDataString(text);
            using var parsed = Json.Parse(System.Text.Encoding.UTF8.GetBytes(text), out _);
            return parsed is null || parsed.RootElement.ValueKind == JsonValueKind.String ? null : Read(parsed.RootElement);
        }

        return document.ValueKind != JsonValueKind.Object ? null
            : [.. Items(document).Where(s => s.ValueKind == JsonValueKind.Object).Take(MostStatements).Select(One)];
    }

    /// <summary>The statements of a document as they stand in it, one or several.</summary>
    public static IEnumerable<JsonElement> Items(JsonElement document) =>
        document.At("Statement") is { ValueKind: JsonValueKind.Array } many ? many.EnumerateArray() : [document.At("Statement")];

    /// <summary>The actions that statements allow, without those that a Deny takes back whole; as written, the service in lower case, sorted.</summary>
    /// <remarks>A Deny takes an action back where it has no condition and covers it on every resource it is allowed on.</remarks>
    public static ImmutableSortedSet<string> Allowed(ImmutableArray<Statement> statements)
    {
        var denies = statements.Where(s => !s.IsAllow && !s.IsConditional).ToImmutableArray();
        return
        [
            .. from statement in statements
               where statement.IsAllow
               from action in statement.Actions
               where !statement.Resources.All(r => denies.Any(d => d.SpeaksOf(action) && d.Reaches(r)))
               select Normal(action),
        ];
    }

    /// <summary>An action with its service in lower case.</summary>
    public static string Normal(string action) => action.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
        ? action[..colon].ToLowerInvariant() + action[colon..]
        : action;

    /// <summary>A statement of any policy, those of resources included.</summary>
    public static Statement One(JsonElement item)
    {
        var (not, nowhere) = (Texts(item, "NotAction"), Texts(item, "NotResource"));
        return new Statement(
            string.Equals(item.Text("Effect"), "Allow", StringComparison.OrdinalIgnoreCase),
            not.IsEmpty ? Texts(item, "Action") : ["*"], not, nowhere.IsEmpty ? Texts(item, "Resource") : ["*"], nowhere,
            ConditionTest.Read(item.At("Condition")), item.Text("Sid") ?? "");
    }

    /// <summary>One text or several.</summary>
    public static ImmutableArray<string> Texts(JsonElement item, string name) => item.At(name) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
        { ValueKind: JsonValueKind.True } => ["true"],
        { ValueKind: JsonValueKind.False } => ["false"],
        _ => [],
    };
}
