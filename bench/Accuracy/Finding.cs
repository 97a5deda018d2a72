using Plumbline.Collectors;
using Plumbline.Posture.Scans;

namespace Plumbline.Bench.Accuracy;

/// <summary>One place that the collector says uses AI.</summary>
internal sealed record Finding(string Path, int Line, string Use, string Library, string[] Models, string Known)
{
    /// <summary>Everything that is found in a scope, tests and examples in documentation too.</summary>
    public static async Task<IReadOnlyList<Finding>> InAsync(Scope scope, Supplies supplies)
    {
        var found = new List<Finding>();
        var collector = Catalogue.Of(supplies).Single(c => c.Name == "code-uses");
        await foreach (var claim in collector.CollectAsync(scope, default))
        {
            if (claim.Property is not ("uses" or "mentions")) continue;
            var use = claim.Value.AsMap!;
            found.Add(new Finding(
                claim.Origin.File!, claim.Origin.Line, use["use"].AsString!, use["library"].AsString!, [.. use["models"].AsList!.Items.Select(i => i.AsString!)], use["known"].AsString!));
        }

        return found;
    }
}
