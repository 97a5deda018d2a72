using System.Collections.Immutable;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States what somebody answers for until a date.</summary>
internal static class Waived
{
    private static readonly string[] Scopes = ["asset", "system", "account", "environment"];

    private static readonly string[] Required = ["rule", "accepts", "owner", "reason", "until"];

    public static void State(Book book, Statements statements)
    {
        foreach (var item in book["waivers"]) State(item.First, statements);
    }

    private static void State(Said entry, Statements statements)
    {
        // What the form asks for and does not find is a problem already reported.
        if (Required.Any(r => entry[r] is not { } said || (r != "accepts" && said.Text is null))) return;
        if (!Scopes.Any(s => entry[s] is not null))
        {
            Refuse(entry, "says nowhere where it holds", "add `asset:`, `system:`, `account:` or `environment:`", statements);
            return;
        }

        if (!Instants.TryParse(entry["until"]!.Text!, out var until)) return;
        DateTimeOffset? from = entry["from"]?.Text is { } begins && Instants.TryParse(begins, out var at) ? at : null;
        ImmutableArray<string> accepts = [.. entry["accepts"]!.Items.Select(i => i.Text!.Trim().ToLowerInvariant()).Distinct().Order(StringComparer.Ordinal)];
        if (accepts.IsEmpty)
        {
            Refuse(entry, "accepts nothing", "name the weaknesses that `plumb explain` prints under `accepts:`", statements);
            return;
        }

        var scope = new WaiverScope(Text(entry, "asset"), Text(entry, "system"), Text(entry, "account"), Text(entry, "environment"));
        statements.Waive(new Waiver(Text(entry, "rule")!, scope, accepts, Text(entry, "owner")!, Text(entry, "reason")!, from, until), entry);
    }

    // A waiver that cannot be read accepts nothing, and hides nothing: the findings stay open.
    private static void Refuse(Said entry, string reason, string fix, Statements statements) =>
        statements.Unreadable(Reach.Everything, $"{entry.Where}: the waiver of `{Text(entry, "rule")}` {reason}", fix, entry.Origin, ["ai-system.waivers"]);

    private static string? Text(Said entry, string key) => entry[key]?.Text?.Trim();
}
