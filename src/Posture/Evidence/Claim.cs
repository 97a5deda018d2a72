using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Posture.Evidence;

/// <summary>One source's statement about one asset on one plane. Never edited, only outdated by a newer one.</summary>
/// <param name="Subject">The asset, by any of its ids.</param>
/// <param name="Property">A word of the vocabulary, or one of <see cref="Reserved"/>.</param>
/// <param name="Plane">Who speaks.</param>
/// <param name="Value">What is said; one element where the property is many-valued.</param>
/// <param name="Origin">Where it can be read again.</param>
/// <param name="Time">When it was so. A source without a clock of its own uses <see cref="DateTimeOffset.MinValue"/>.</param>
public sealed record Claim(AssetId Subject, string Property, Plane Plane, Value Value, Origin Origin, DateTimeOffset Time)
{
    /// <summary>Where the call came from, as long as the source is at hand; null where that is not known.</summary>
    public Sender? Sender { get; init; }

    /// <summary>Names of claims that describe the evidence rather than the estate.</summary>
    public static class Reserved
    {
        public const string Binding = "binding";
        public const string Coverage = "coverage";
        public const string Gap = "gap";
        public const string Gate = "gate";
        public const string Import = "import";
        public const string Promotion = "promotion";
        public const string Relation = "relation";
        public const string Threshold = "threshold";
        public const string Waiver = "waiver";

        /// <summary>True where a claim of this name describes the evidence.</summary>
        public static bool Has(string property) => property is Binding or Coverage or Gap or Gate or Import or Promotion or Relation or Threshold or Waiver;
    }
}
