using System.Globalization;
using Plumbline.Cel.Types;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports;

/// <summary>A claim's value in a few words.</summary>
public static class Brief
{
    /// <summary>The value of a proof.</summary>
    public static string Of(Proof proof) => Of(proof.Value, proof.Property);

    /// <summary>A value said under a word.</summary>
    public static string Of(Value value, string property)
    {
        if (value.IsNull) return $"no {property}";
        if (value.AsList is { } list) return list.Items.IsEmpty ? $"no {property}" : list.Items.Length > 4 ? $"{list.Items.Length} {property}" : value.ToString();
        return value.AsMap is { } map ? Map(map) : value.Kind == ValueKind.Bool ? $"{property} {value}" : value.ToString();
    }

    private static string Map(MapValue map)
    {
        if (map["toolCalls"] is { Kind: ValueKind.Int } tools && map["trace"].AsString is { } trace)
            return $"{map["count"]} runs with {tools} tool calls and {map["subAgents"]} agents started since {map["first"]}, trace {trace}";
        if (map["count"] is { Kind: ValueKind.Int } count) return Calls(map, count.AsInt);
        if (map["suite"].AsString is { } suite && map["score"] is { Kind: ValueKind.Double } score) return Eval(map, suite, score.AsDouble);
        if (map["suite"].AsString is { } wanted) return $"suite `{wanted}` at {map["threshold"]}";
        if (map["list"].AsString is { } name) return $"{map["base"]} on list {name} from {Day(map["from"])}";
        if (map["action"].AsString is { } action && (map["resource"].AsString ?? map["sink"].AsString) is { } on)
            return $"{action} on {on}{(map["holds"].AsString is { Length: > 0 } holds && holds != "true" ? $" ({holds})" : "")}{(map["policy"].AsString is { Length: > 0 } policy ? $", policy {policy}" : "")}";
        if (map["actor"].AsString is { } actor) return $"{map["api"]} by {Short(actor)}, {map["time"]}";
        if (map["hash"].AsString is { } hash) return $"{map["name"]} {map["version"]} {hash[..Math.Min(hash.Length, 19)]}…";
        if (map["effect"].AsString is { } effect) return $"{map["name"]} ({effect}{(map["confirmation"].IsFalse ? ", no confirmation" : "")})";
        if (map["id"].AsString is { } id) return map["version"].AsString is { Length: > 0 } version ? $"{id} version {version}" : id;
        return Fields(map);
    }

    private static string Calls(MapValue map, long count)
    {
        var model = map["model"].ToString();
        var resolved = map["resolved"].AsString is { Length: > 0 } answered && answered != model ? $" (answered {answered})" : "";
        var landed = map["landed"].AsString is { } at && map["region"].AsString is { } from && at != from ? $", landed in {at}" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{model}{resolved}  {count:n0} {(count == 1 ? "call" : "calls")} since {map["first"]}{landed}");
    }

    private static string Eval(MapValue map, string suite, double score) => string.Create(
        CultureInfo.InvariantCulture, $"{map["model"]}  eval `{suite}` scored {score:0.###}{(map["status"].AsString == "success" ? "" : $" ({map["status"]})")}, {map["time"]}");

    private static string Fields(MapValue map)
    {
        var parts = new List<string>();
        for (var i = 0; i < map.Count && parts.Count < 5; i++)
        {
            var value = map.Values[i];
            if (value.AsString is "" || value.AsString is { Length: > 60 } || value.IsError) continue;
            parts.Add(map.Keys[i].AsString is "type" or "name" or "word" ? value.ToString() : $"{map.Keys[i]} {value}");
        }

        return string.Join(", ", parts);
    }

    private static string Day(Value time) => time.ToString() is { Length: >= 10 } text ? text[..10] : "";

    private static string Short(string principal) =>
        principal.StartsWith("arn:", StringComparison.Ordinal) ? principal[(principal.LastIndexOf(':') + 1)..] : principal;
}
