using System.Collections.Immutable;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Store.Ledgers;

namespace Plumbline.Store.Recordings;

/// <summary>Promotions that were recorded and hold, as claims: they stand beside those that files of a registry say.</summary>
public static class RecordedPromotions
{
    /// <summary>The promotions in force at a moment: enough people let the version go, and it is approved.</summary>
    public static ImmutableArray<Claim> Of(IRecordStore store, DateTimeOffset moment) => [.. PromotedVersions.Claims(RegistryBooks.Read(store, moment))];
}
