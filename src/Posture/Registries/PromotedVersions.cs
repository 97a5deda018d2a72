using System.Collections.Immutable;
using Plumbline.Posture.Evidence;

namespace Plumbline.Posture.Registries;

/// <summary>Promotions in force, as claims: environments may differ in what they name.</summary>
public static class PromotedVersions
{
    /// <summary>The source of what a ledger says.</summary>
    public const string Source = "ledger";

    /// <summary>Every promotion that enough people let pass, with the record that began it.</summary>
    public static IEnumerable<Claim> Claims(RegistryBook book)
    {
        foreach (var promotion in book.PromotionsInForce)
        {
            if (book.StandingOf(promotion) is not { } standing || promotion.Signs.MinBy(s => s.Record) is not { } first) continue;
            ImmutableArray<string> people = [.. standing.Verified, .. standing.Asserted];
            var (entry, until) = (promotion.Entry, standing.Expires ?? first.At + Evidence.Promotion.Usual);
            yield return new Evidence.Promotion(entry.Section, entry.Name.Split('#')[0], entry.Version, promotion.Digest, promotion.From, promotion.To, people, first.At, until)
                .ToClaim(new Origin(Source, null, 0, $"record {first.Record}", entry.ToString()));
        }
    }
}
