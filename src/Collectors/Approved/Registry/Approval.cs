using System.Collections.Immutable;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Who approved something, when, for what and until when.</summary>
/// <param name="Status">approved, rejected, pending; empty where nothing is said.</param>
/// <param name="By">Who decided.</param>
/// <param name="Date">When; year 1 where not said.</param>
/// <param name="Expires">The first moment at which it no longer holds; 9999-12-31 where not said.</param>
/// <param name="Purposes">What for; empty: for anything.</param>
internal sealed record Approval(string Status, ImmutableArray<string> By, DateTimeOffset Date, DateTimeOffset Expires, ImmutableArray<string> Purposes)
{
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The approval of an entry: its `approval`, or the short form `approved-by`.</summary>
    public static Approval Of(Item item)
    {
        var said = item.One("approval");
        ImmutableArray<string> by = [.. item.All("approved-by").Concat(said?["by"]?.Items ?? []).Select(b => b.Text!.Trim()).Distinct()];
        // Entries that disagree about the approval approve nothing.
        var status = item.Clashes("approval") || item.Clashes("approved-by") ? "" : said is null ? by.IsEmpty ? "" : "approved" : said["status"]?.Text ?? "";
        return new(status, by, Instant(said?["date"]) ?? DateTimeOffset.MinValue, Instant(said?["expires"]) ?? Open, [.. (said?["purpose"]?.Items ?? []).Select(p => p.Text!)]);
    }

    private static DateTimeOffset? Instant(Said? said) => said?.Text is { } text && Instants.TryParse(text, out var at) ? at : null;
}
