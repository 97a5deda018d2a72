using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;

/// <summary>Policies of resources: whom each statement speaks of.</summary>
internal static class PolicyText
{
    /// <summary>The statements of a policy that an answer holds as text.</summary>
    public static ImmutableArray<(Statement Statement, JsonElement Item)> Statements(string? text)
    {
        if (text is null || Json.Parse(Encoding.UTF8.GetBytes(text), out _) is not { } document) return [];
        return [.. PolicyDocument.Items(document.RootElement).Where(s => s.ValueKind == JsonValueKind.Object).Select(s => (PolicyDocument.One(s), s))];
    }

    /// <summary>True where a statement speaks of a role.</summary>
    public static bool IsAbout(JsonElement item, Role role)
    {
        if (item.At("NotPrincipal").ValueKind == JsonValueKind.Object) return !Names(item.At("NotPrincipal"), role, isWhole: false);
        return item.Text("Principal") == "*" || Names(item.At("Principal"), role, isWhole: true);
    }

    // Naming an account means all of it in `Principal`; in `NotPrincipal` it spares the account's root only.
    private static bool Names(JsonElement principal, Role role, bool isWhole) => PolicyDocument.Texts(principal, "AWS").Any(p =>
        p == role.Arn || (isWhole && (p == "*" || p == role.Account || p.EndsWith($"::{role.Account}:root", StringComparison.Ordinal) || Glob.Covers(p, role.Arn))));
}
