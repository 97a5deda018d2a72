using System.Collections.Immutable;
using System.Text.Json;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>One statement of an IAM policy.</summary>
/// <param name="IsAllow">True for Allow, false for Deny.</param>
/// <param name="Actions">`Action`, as written; of an Allow with `NotAction`, `*`.</param>
/// <param name="NotActions">`NotAction` of a Deny: everything but these.</param>
/// <param name="Resources">`Resource`; empty where the statement says `NotResource`.</param>
/// <param name="IsConditional">True where a condition narrows it.</param>
public sealed record Statement(
    bool IsAllow, ImmutableArray<string> Actions, ImmutableArray<string> NotActions, ImmutableArray<string> Resources, bool IsConditional);

/// <summary>Reads IAM policy documents and says what they allow.</summary>
public static class PolicyDocument
{
    private const int MostStatements = 2_000;

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

        if (document.ValueKind != JsonValueKind.Object) return null;
        var statements = document.At("Statement");
        IEnumerable<JsonElement> items = statements.ValueKind == JsonValueKind.Array ? statements.EnumerateArray() : [statements];
        return [.. items.Where(s => s.ValueKind == JsonValueKind.Object).Take(MostStatements).Select(One)];
    }

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
               where !IsDenied(denies, action, statement.Resources)
               select Normal(action),
        ];
    }

    /// <summary>True where an IAM pattern with `*` and `?` covers a text, or every text of another pattern.</summary>
    public static bool Covers(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*') (star, mark) = (p++, t);
            else if (p < pattern.Length && text[t] != '*' && (pattern[p] == '?' || char.ToLowerInvariant(pattern[p]) == char.ToLowerInvariant(text[t]))) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++mark);
            else return false;
        }

        while (p < pattern.Length && pattern[p] == '*') p++;
        return p == pattern.Length;
    }

    // Several denies may take an action back together, resource by resource.
    private static bool IsDenied(ImmutableArray<Statement> denies, string action, ImmutableArray<string> resources)
    {
        var own = denies.Where(d => DeniesAction(d, action)).ToImmutableArray();
        return resources.Length > 0 && resources.All(r => own.Any(d => d.Resources.Any(p => Covers(p, r))));
    }

    private static bool DeniesAction(Statement deny, string action) =>
        deny.Actions.Any(a => Covers(a, action)) || (deny.NotActions.Length > 0 && !deny.NotActions.Any(n => Covers(n, action) || Covers(action, n)));

    private static string Normal(string action) => action.IndexOf(':', StringComparison.Ordinal) is var colon and > 0
        ? action[..colon].ToLowerInvariant() + action[colon..]
        : action;

    private static Statement One(JsonElement item)
    {
        var isAllow = string.Equals(item.Text("Effect"), "Allow", StringComparison.OrdinalIgnoreCase);
        var not = Texts(item, "NotAction");
        var condition = item.At("Condition");
        return new Statement(
            isAllow, isAllow && not.Length > 0 ? ["*"] : Texts(item, "Action"), not, Texts(item, "Resource"),
            condition.ValueKind == JsonValueKind.Object && condition.EnumerateObject().Any());
    }

    private static ImmutableArray<string> Texts(JsonElement item, string name) => item.At(name) switch
    {
        { ValueKind: JsonValueKind.String } one => [one.GetString()!],
        { ValueKind: JsonValueKind.Array } many => [.. many.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)],
        _ => [],
    };
}
