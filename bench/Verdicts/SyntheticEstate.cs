using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;
using Plumbline.Posture.Rules;

namespace Plumbline.Bench.Verdicts;

/// <summary>A seeded estate and rulebook of any size, made of real claims and real rules.</summary>
internal sealed class SyntheticEstate(int seed, IReadOnlyList<AssetKind> kinds)
{
    private const int TextWords = 6;
    private const int NumberWords = 4;
    private const int FlagWords = 4;
    private const int ListWords = 4;
    private static readonly string[] Texts = [.. Enumerable.Range(0, 12).Select(i => $"value-{i}")];
    private static readonly string[] Planes = [.. Enum.GetValues<Plane>().Select(p => p.Name())];
    private readonly Random random = new(seed);

    public Vocabulary Vocabulary { get; } = Vocabulary.Of(kinds.SelectMany(Words));

    /// <summary>Claims about <paramref name="count"/> assets, spread evenly over the kinds; some planes are not covered.</summary>
    public AssetGraph Graph(int count)
    {
        var claims = new List<Claim>(count * 14);
        var origin = new Origin("bench", "estate.json");
        foreach (var kind in kinds)
        {
            foreach (var plane in Enum.GetValues<Plane>())
                claims.Add(new Coverage("bench", plane, new Reach(Account: "seen-" + plane.Name()), [.. Words(kind).Select(w => $"{kind.Name()}.{w.Name}")]).ToClaim(origin));
            claims.Add(new Coverage("bench", Plane.Approved, Reach.Everything, [.. Words(kind).Select(w => $"{kind.Name()}.{w.Name}")]).ToClaim(origin));
            claims.Add(new Coverage("bench", Plane.Observed, new Reach(Account: "whole"), [.. Words(kind).Select(w => $"{kind.Name()}.{w.Name}")]).ToClaim(origin));
        }

        for (var i = 0; i < count; i++) Asset(new AssetId(kinds[i % kinds.Count], $"asset-{i:d7}"), claims, origin);
        return AssetGraph.From(claims, Vocabulary);
    }

    /// <summary>Rules of two to six atoms each, spread evenly over the kinds.</summary>
    public Rulebook Rules(int count)
    {
        var now = new DateTimeOffset(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);
        var conditions = ImmutableArray.CreateBuilder<Condition>();
        for (var i = 0; i < count; i++)
        {
            var kind = kinds[i % kinds.Count];
            var rule = new Rule(
                $"rule-{i:d4}", "bench", "bench", Severity.Medium, Maturity.Stable, kind, [], Where(), Expect(2 + random.Next(4)),
                "{asset.name}", "why", "fix", "misuse", ["artifact"], [], ImmutableSortedDictionary<string, ImmutableArray<string>>.Empty,
                ImmutableSortedDictionary<string, Value>.Empty, "bench");
            conditions.Add(Condition.Compile(rule, new KindLayout(kind, Vocabulary), now, out var wrong)
                ?? throw new InvalidOperationException(string.Join("; ", wrong)));
        }

        return new Rulebook(conditions.DrainToImmutable(), []);
    }

    private static IEnumerable<Property> Words(AssetKind kind) =>
    [
        .. Enumerable.Range(0, TextWords).Select(i => new Property(kind, $"text{i}", CelType.String, false, "bench")),
        .. Enumerable.Range(0, NumberWords).Select(i => new Property(kind, $"number{i}", CelType.Int, false, "bench")),
        .. Enumerable.Range(0, FlagWords).Select(i => new Property(kind, $"flag{i}", CelType.Bool, false, "bench")),
        .. Enumerable.Range(0, ListWords).Select(i => new Property(kind, $"list{i}", CelType.String, true, "bench")),
    ];

    private void Asset(AssetId id, List<Claim> claims, Origin origin)
    {
        void Say(string word, Plane plane, Value value) => claims.Add(new Claim(id, word, plane, value, origin, default));
        Say("environment", Plane.Approved, Value.Of(random.Next(3) == 0 ? "development" : "production"));
        Say("account", Plane.Approved, Value.Of(random.Next(2) == 0 ? "whole" : "elsewhere"));
        foreach (var plane in (Plane[])[Plane.Approved, Plane.Observed])
        {
            for (var i = 0; i < TextWords; i += 2) Say($"text{i + random.Next(2)}", plane, Value.Of(Texts[random.Next(Texts.Length)]));
            Say($"number{random.Next(NumberWords)}", plane, Value.Of((long)random.Next(100)));
            Say($"flag{random.Next(FlagWords)}", plane, Value.Of(random.Next(4) != 0));
            for (var i = random.Next(4); i >= 0; i--) Say($"list{random.Next(ListWords)}", plane, Value.Of(Texts[random.Next(Texts.Length)]));
        }
    }

    private string Where() => random.Next(3) switch
    {
        0 => "asset.environment == 'production' && asset.account != 'nowhere'",
        1 => "asset.environment == 'production'",
        _ => "asset.environment in ['production', 'staging']",
    };

    private string Expect(int atoms) =>
        string.Join(random.Next(3) == 0 ? " && " : " || ", Enumerable.Range(0, atoms).Select(_ => random.Next(5) == 0 ? $"!({Atom()})" : Atom()));

    private string Atom()
    {
        var plane = random.Next(4) == 0 ? Planes[(int)Plane.Observed] : Planes[(int)Plane.Approved];
        var text = Texts[random.Next(Texts.Length)];
        return random.Next(7) switch
        {
            0 => $"{plane}.text{random.Next(TextWords)} == '{text}'",
            1 => $"{plane}.text{random.Next(TextWords)} in ['{text}', '{Texts[random.Next(Texts.Length)]}', '{Texts[random.Next(Texts.Length)]}']",
            2 => $"{plane}.number{random.Next(NumberWords)} < {random.Next(100)}",
            3 => $"{plane}.flag{random.Next(FlagWords)}",
            4 => $"{plane}.list{random.Next(ListWords)}.all(m, m in ['{text}', '{Texts[random.Next(Texts.Length)]}', '{Texts[random.Next(Texts.Length)]}', '{Texts[random.Next(Texts.Length)]}'])",
            5 => $"approved.text{random.Next(TextWords)} != {plane}.text{random.Next(TextWords)}",
            _ => $"{plane}.list{random.Next(ListWords)}.exists(m, m == '{text}')",
        };
    }
}
