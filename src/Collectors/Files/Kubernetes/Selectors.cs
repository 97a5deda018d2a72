using System.Collections.Immutable;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Whether a selector picks pods by their labels.</summary>
internal static class Selectors
{
    /// <summary>A label selector with `matchLabels` and `matchExpressions`; null where the labels are a controller's to decide.</summary>
    public static bool? Picks(YamlNode? selector, ImmutableSortedDictionary<string, string>? labels)
    {
        var wanted = selector.EntriesAt("matchLabels").ToList();
        var expressions = selector.ListAt("matchExpressions").ToList();
        if (wanted.Count == 0 && expressions.Count == 0) return true;
        if (labels is null) return null;
        return Has(wanted, labels) && expressions.All(e => Holds(e, labels));
    }

    /// <summary>The plain selector of a service; false where it has none, null where the labels are a controller's to decide.</summary>
    public static bool? PicksPlain(YamlNode? selector, ImmutableSortedDictionary<string, string>? labels)
    {
        var wanted = selector.EntriesAt().ToList();
        return wanted.Count == 0 ? false : labels is null ? null : Has(wanted, labels);
    }

    private static bool Has(List<(string Key, YamlNode Node)> wanted, ImmutableSortedDictionary<string, string> labels) =>
        wanted.All(w => labels.TryGetValue(w.Key, out var value) && value == w.Node.Text);

    private static bool Holds(YamlNode expression, ImmutableSortedDictionary<string, string> labels)
    {
        var value = labels.GetValueOrDefault(expression.TextAt("key") ?? "");
        return expression.TextAt("operator") switch
        {
            "In" => value is not null && expression.TextsAt("values").Contains(value),
            "NotIn" => value is null || !expression.TextsAt("values").Contains(value),
            "Exists" => value is not null,
            "DoesNotExist" => value is null,
            _ => false,
        };
    }
}
