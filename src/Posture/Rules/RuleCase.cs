using System.Collections.Immutable;
using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>A small estate of one asset, and the verdict a rule must come to.</summary>
/// <param name="Path">The case's file.</param>
/// <param name="Expected">What the rule must say.</param>
/// <param name="Now">The moment it speaks of.</param>
/// <param name="Row">The asset.</param>
public sealed record RuleCase(string Path, Verdict Expected, DateTimeOffset Now, AssetRow Row)
{
    /// <summary>The moment of cases that name none.</summary>
    public static readonly DateTimeOffset DefaultNow = new(2026, 11, 21, 9, 0, 0, TimeSpan.Zero);

    /// <summary>Reads a case; null and the reason where it is none.</summary>
    public static RuleCase? Read(string path, string text, AssetKind kind, Vocabulary vocabulary, out string? problem)
    {
        var documents = YamlText.Read(text, out problem);
        if (problem is null && documents is not [YamlMap]) problem = "a case is one yaml mapping";
        if (problem is not null) return null;
        var reading = new Reading(path, documents[0], new KindLayout(kind, vocabulary));
        var claims = reading.Claims();
        problem = reading.Problem;
        if (problem is not null) return null;
        var row = AssetGraph.From(claims, vocabulary).Find(reading.Id)!;
        return new RuleCase(path, reading.Expected(), reading.Now(), row);
    }

    private sealed class Reading(string path, YamlNode root, KindLayout layout)
    {
        private static readonly string[] Known = ["verdict", "now", "asset", "approved", "declared", "deployed", "observed", "unknown", "note"];

        public AssetId Id { get; } = new(layout.Kind, root["asset"]?["id"]?.Text ?? "case");

        public string? Problem { get; private set; }

        public Verdict Expected()
        {
            var fires = path[(path.LastIndexOf('/') + 1)..].StartsWith("fires-", StringComparison.Ordinal);
            if (root["verdict"]?.Text is not { } name) return fires ? Verdict.Fail : Verdict.Pass;
            return KebabCase.TryParse<Verdict>(name, out var verdict) ? verdict : Verdict.Fail;
        }

        public DateTimeOffset Now() => root["now"]?.Text is { } text && Instants.TryParse(text, out var now) ? now : DefaultNow;

        public List<Claim> Claims()
        {
            foreach (var (key, node) in ((YamlMap)root).Entries) if (!Known.Contains(key)) Wrong(node, $"`{key}` is no part of a case");
            if (root["verdict"]?.Text is { } name && !KebabCase.TryParse<Verdict>(name, out _)) Wrong(root["verdict"]!, $"`{name}` is no verdict");
            var claims = new List<Claim>();
            foreach (var (key, node) in (root["asset"] as YamlMap)?.Entries ?? [])
            {
                if (key is "id" or "kind") continue;
                var fact = Vocabulary.Facts.FirstOrDefault(f => f.Name == key);
                if (fact.Type is null) Wrong(node, $"`{key}` is no fact of an asset");
                else claims.Add(Fact(key, As(node, fact.Type), node));
            }

            if (claims.Count == 0) claims.Add(Fact("name", Value.Of("case"), root));
            var hidden = root["unknown"]?.Texts.ToHashSet(StringComparer.Ordinal) ?? [];
            foreach (var plane in Enum.GetValues<Plane>()) claims.AddRange(Of(plane, hidden));
            foreach (var b in layout.Words.Select(w => w.Borrowed).OfType<Borrowing>().Where(b => b.IsLost).DistinctBy(b => (b.Verb, b.From))) claims.AddRange(Lender(b));
            // Only a registered workload is part of the estate for certain; the case's asset always is.
            if (layout.Kind == AssetKind.Workload) claims.Add(new Claim(Id, Claim.Reserved.Binding, Plane.Approved, Value.Map(("alias", Value.Of("case-role")), ("how", Value.Of("is"))), Origin(root), default));
            return claims;
        }

        private IEnumerable<Claim> Lender(Borrowing b)
        {
            var lender = new AssetId(b.From, "case-" + b.Verb);
            yield return new Claim(lender, "name", Plane.Approved, Value.Of(lender.Key), Origin(root), default);
            yield return new Relation(Id, b.Verb, lender).ToClaim(Plane.Approved, Origin(root), default);
        }

        private IEnumerable<Claim> Of(Plane plane, HashSet<string> hidden)
        {
            if (root[plane.Name()] is not { } said) yield break;
            var speaks = layout.Words.Where(w => !hidden.Contains($"{plane.Name()}.{w.Name}"));
            yield return new Coverage(
                "case", plane, Reach.Everything,
                [.. speaks.Select(w => w.Borrowed is { } b ? $"{b.From.Name()}.{b.Word}" : $"{layout.Kind.Name()}.{w.Name}")]).ToClaim(Origin(said));
            foreach (var (key, node) in (said as YamlMap)?.Entries ?? [])
            {
                var word = layout.Words.FirstOrDefault(w => w.Name == key);
                if (word is null)
                {
                    Wrong(node, $"`{plane.Name()}.{key}` is no word of kind `{layout.Kind.Name()}`");
                    continue;
                }

                IEnumerable<YamlNode> elements = word.Many ? node.Items : [node];
                var order = 0;
                foreach (var element in elements) yield return new Claim(Id, key, plane, As(element, word.Type), Origin(element) with { Event = $"{order++:d4}" }, default);
            }
        }

        private Claim Fact(string name, Value value, YamlNode node) => new(Id, name, Plane.Approved, value, Origin(node), default);

        private Origin Origin(YamlNode node) => new("case", path, node.Line);

        private Value As(YamlNode node, CelType type)
        {
            switch (type)
            {
                case CelType.ObjectOf shape when node is YamlMap map:
                    foreach (var (key, at) in map.Entries) if (!shape.Fields.ContainsKey(key)) Wrong(at, $"`{key}` is no field of `{shape.Name}`");
                    return Value.Map([.. shape.Fields.OrderBy(f => f.Key, StringComparer.Ordinal).Select(f => (f.Key, map[f.Key] is { } at ? As(at, f.Value) : Default(f.Value)))]);
                case CelType.ListOf list:
                    return Value.List([.. node.Items.Select(i => As(i, list.Element))]);
                default:
                    return Scalar(node, type);
            }
        }

        private Value Scalar(YamlNode node, CelType type)
        {
            var value = node.ToValue();
            if (type == CelType.String) return Value.Of((node as YamlScalar)?.Raw ?? value.ToString());
            if (type == CelType.Double && value.Kind == ValueKind.Int) return Value.Of((double)value.AsInt);
            if (type == CelType.Timestamp && value.AsString is { } text && Instants.TryParse(text, out var instant)) return Value.Of(instant);
            var fits = (type, value.Kind) is var (t, k) &&
                ((t == CelType.Bool && k == ValueKind.Bool) || (t == CelType.Int && k == ValueKind.Int) ||
                 (t == CelType.Double && k == ValueKind.Double) || (t == CelType.Timestamp && k == ValueKind.Timestamp) || t == CelType.Dyn);
            if (!fits) Wrong(node, $"`{value}` is no {type}");
            return value;
        }

        private static Value Default(CelType type) => type switch
        {
            CelType.ListOf => Value.EmptyList,
            _ when type == CelType.String => Value.Of(""),
            _ when type == CelType.Int => Value.Of(0L),
            _ when type == CelType.Double => Value.Of(0.0),
            _ when type == CelType.Bool => Value.False,
            _ when type == CelType.Timestamp => Value.Of(DateTimeOffset.UnixEpoch),
            _ => Value.Null,
        };

        private void Wrong(YamlNode node, string message) =>
            Problem ??= string.Create(CultureInfo.InvariantCulture, $"line {node.Line}: {message}");
    }
}
