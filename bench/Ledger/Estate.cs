using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Bench.Ledgers;

/// <summary>Claims about many assets, from a fixed seed: ten of each, in words of the vocabulary.</summary>
internal static class Estate
{
    private static readonly string[] Models = [.. Enumerable.Range(0, 40).Select(i => $"anthropic.claude-{i}-20250929-v1:0")];

    public static IEnumerable<Claim> Claims(int assets)
    {
        var dice = new Random(7);
        for (var i = 0; i < assets; i++)
        {
            var id = new AssetId(AssetKind.Dataset, $"s3://bank-data-{i % 100}/set-{i:d7}/");
            var origin = new Origin("registry", $"registry/part-{i % 500}.yaml", i % 900);
            Claim Say(string word, Plane plane, Value value, int line = 0) => new(id, word, plane, value, origin with { Line = origin.Line + line }, default);
            yield return Say("registered", Plane.Approved, Value.True);
            yield return Say("name", Plane.Approved, Value.Of($"set-{i:d7}"));
            yield return Say("account", Plane.Approved, Value.Of($"{111122223333 + (i % 40)}"));
            yield return Say("environment", Plane.Approved, Value.Of(dice.Next(3) == 0 ? "development" : "production"));
            yield return Say("owner", Plane.Approved, Value.Of($"team-{dice.Next(60)}"));
            yield return Say("classes", Plane.Approved, Value.Of("internal"), 1);
            yield return Say("classes", Plane.Declared, Value.Of("customer-pii"), 2);
            yield return Say("region", Plane.Deployed, Value.Of("eu-west-1"));
            yield return Say("digest", Plane.Deployed, Value.Of($"{dice.NextInt64():x16}"));
            yield return Say("usedBy", Plane.Observed, Value.Map(("model", Value.Of(Models[dice.Next(Models.Length)])), ("count", Value.Of((long)dice.Next(1000)))));
        }
    }
}
