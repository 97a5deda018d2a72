using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Plumbline.Posture.Registries;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>An approval or review that an entry writes.</summary>
/// <param name="What">Approve or review.</param>
/// <param name="Name">Who.</param>
/// <param name="Kind">The kind of review; empty for an approval.</param>
/// <param name="Statement">It and what it is about, as one text: the same for the same approval of the same content.</param>
internal sealed record WrittenApproval(Decided What, string Name, string Kind, string Statement);

/// <summary>
/// The approvals that an entry itself writes, apart from what they are about. Names may be added one by one: none changes what the others approved;
/// everything else that changes, state, date and end of the approval too, is something else than what was approved.
/// </summary>
internal sealed class WrittenApprovals
{
    private WrittenApprovals(string content, ImmutableArray<WrittenApproval> all) => (Content, All) = (content, all);

    /// <summary>The entry without anybody's approval, as one text.</summary>
    public string Content { get; }

    public ImmutableArray<WrittenApproval> All { get; }

    /// <summary>Every text.</summary>
    public IEnumerable<string> Statements => All.Select(a => a.Statement).Prepend(Content);

    public static WrittenApprovals Of(FileEntry entry)
    {
        var subject = $"{entry.Section}/{entry.Name.Split('#')[0]}@{entry.Version}";
        var (approved, bare) = (Without(entry.Content, isBare: false), Without(entry.Content, isBare: true));
        var all = ImmutableArray.CreateBuilder<WrittenApproval>();
        foreach (var part in Parts(JsonObject.Create(entry.Content)!))
        {
            foreach (var name in Names(part["approved-by"]).Concat(Names((part["approval"] as JsonObject)?["by"])).Distinct(StringComparer.Ordinal))
                all.Add(new(Decided.Approve, name, "", Text("approve", subject, approved, name)));
            if (part["review"] is not JsonObject review) continue;
            var examined = Plain(review, "by");
            foreach (var name in Names(review["by"])) all.Add(new(Decided.Review, name, review["kind"]?.ToString().Trim() ?? "", Text("review", subject, bare, name, examined)));
        }

        return new(Text("content", subject, bare), all.DrainToImmutable());
    }

    private static string Text(params string[] parts) => string.Join('\u001f', parts);

    private static string Without(JsonElement entry, bool isBare)
    {
        var whole = (JsonObject)JsonNode.Parse(entry.GetRawText())!;
        foreach (var part in Parts(whole))
        {
            part.Remove("approved-by");
            part.Remove("review");
            if (isBare) part.Remove("approval");
            else (part["approval"] as JsonObject)?.Remove("by");
            if (isBare && part != whole) part.Remove("date");
        }

        using var document = JsonDocument.Parse(whole.ToJsonString());
        return EntryDigest.Of(document.RootElement);
    }

    private static string Plain(JsonObject review, string apart)
    {
        var rest = (JsonObject)review.DeepClone();
        rest.Remove(apart);
        using var document = JsonDocument.Parse(rest.ToJsonString());
        return EntryDigest.Of(document.RootElement);
    }

    // The entry, the one version of a prompt, the baseline of a guardrail: the places at which somebody approves an entry as a whole.
    private static IEnumerable<JsonObject> Parts(JsonObject entry)
    {
        yield return entry;
        if (entry["baseline"] is JsonObject baseline) yield return baseline;
        if (entry["versions"] is JsonArray versions)
            foreach (var version in versions.OfType<JsonObject>()) yield return version;
    }

    private static IEnumerable<string> Names(JsonNode? node) =>
        node is JsonArray many ? many.OfType<JsonValue>().Select(v => v.ToString().Trim()).Where(n => n.Length > 0) : [];
}
