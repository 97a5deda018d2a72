using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>The names that rules may use, made once for all rules about a kind; a rule with params has its own.</summary>
/// <param name="now">What `now` says.</param>
internal sealed class Environments(DateTimeOffset now)
{
    private readonly Dictionary<(KindLayout Layout, Plane? Configured), CelEnvironment> known = [];

    /// <summary>The names of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="layout">The slots of its kind.</param>
    /// <param name="configured">The plane that `configured` stands for; null where the rule names planes.</param>
    public CelEnvironment Of(Rule rule, KindLayout layout, Plane? configured)
    {
        if (!rule.Params.IsEmpty) return Make(rule, layout, configured);
        if (!known.TryGetValue((layout, configured), out var environment)) known[(layout, configured)] = environment = Make(rule, layout, configured);
        return environment;
    }

    private CelEnvironment Make(Rule rule, KindLayout layout, Plane? configured) => new(
        configured is { } plane ? Configured.Names(layout, plane) : layout.Variables,
        [("now", Value.Of(now), CelType.Timestamp), .. rule.Params.Select(p => ("params." + p.Key, p.Value, TypeOf(p.Value)))]);

    private static CelType TypeOf(Value value) => value.Kind switch
    {
        ValueKind.Bool => CelType.Bool,
        ValueKind.Int => CelType.Int,
        ValueKind.Double => CelType.Double,
        ValueKind.String => CelType.String,
        ValueKind.Timestamp => CelType.Timestamp,
        ValueKind.List => CelType.List(value.AsList!.Items is [var first, ..] ? TypeOf(first) : CelType.Dyn),
        _ => CelType.Dyn,
    };
}
