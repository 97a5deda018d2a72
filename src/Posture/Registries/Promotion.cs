using System.Collections.Immutable;

namespace Plumbline.Posture.Registries;

/// <summary>A version may go from one environment to another until a date.</summary>
/// <param name="Entry">The version.</param>
/// <param name="Digest">Its digest.</param>
/// <param name="From">The environment it comes from.</param>
/// <param name="To">The environment it goes to.</param>
/// <param name="Signs">Who lets it, each until the date that the sign gives.</param>
public sealed record Promotion(EntryName Entry, string Digest, string From, string To, ImmutableArray<Sign> Signs);
