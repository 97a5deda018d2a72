using System.Text;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Tests;

/// <summary>A small estate held in memory.</summary>
internal static class Estate
{
    public static Task<List<Claim>> Claims(ICollector collector, params (string Path, string Text)[] files) =>
        Claims(collector, [.. files.Select(f => (f.Path, Encoding.UTF8.GetBytes(f.Text)))]);

    public static async Task<List<Claim>> Claims(ICollector collector, (string Path, byte[] Bytes)[] files)
    {
        var estate = files.OrderBy(f => f.Path, StringComparer.Ordinal)
            .Select(f => new EstateFile(f.Path, f.Bytes.Length, () => new MemoryStream(f.Bytes)));
        var claims = new List<Claim>();
        await foreach (var claim in collector.CollectAsync(new Scope("test", CollectorCases.AsOf, [.. estate], []), CancellationToken.None)) claims.Add(claim);
        return claims;
    }

    public static IEnumerable<Gap> Gaps(this IEnumerable<Claim> claims) => claims.Where(c => c.Property == Claim.Reserved.Gap).Select(Gap.Read);

    /// <summary>What is said, without where: sorted and without repetition.</summary>
    public static List<string> Said(this IEnumerable<Claim> claims) =>
        [.. claims.Select(c => CollectorCases.Line(c with { Origin = new Origin("") })).Distinct().Order(StringComparer.Ordinal)];
}
