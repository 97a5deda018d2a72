using Plumbline.Cel.Programs;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Posture.Rules;

/// <summary>The plane that rules call `configured`: what the control plane shows, or what the repository declares; a rule about it holds for each.</summary>
public static class Configured
{
    /// <summary>How rules name it.</summary>
    public const string Name = "configured";

    // No expression can spell it: a rule about `configured` speaks of either plane, never of one beside.
    private const string Hidden = "-";

    /// <summary>True where the rule's conditions read a `configured` word.</summary>
    public static bool IsRead(Rule rule) => IsRead(rule.Expect) || (rule.Where is { } where && IsRead(where));

    /// <summary>The names of a kind's slots with one plane standing for `configured`.</summary>
    internal static IEnumerable<(string Name, CelType Type)> Names(KindLayout layout, Plane plane)
    {
        for (var slot = 0; slot < layout.Slots; slot++)
        {
            var (name, type) = layout.Variables[slot];
            yield return layout.PlaneAt(slot) switch
            {
                { } own when own == plane => ($"{Name}.{layout.WordAt(slot)!.Name}", type),
                Plane.Declared or Plane.Deployed => (Hidden, type),
                _ => (name, type),
            };
        }
    }

    private static bool IsRead(string text) => CelEnvironment.Parse(text, out _) is { } expr && Reads(expr);

    private static bool Reads(Expr expr) => expr switch
    {
        Expr.Select { Operand: Expr.Ident { Name: Name } } => true,
        Expr.Select select => Reads(select.Operand),
        Expr.Call call => (call.Target is { } target && Reads(target)) || call.Args.Any(Reads),
        Expr.ListOf list => list.Items.Any(Reads),
        Expr.MapOf map => map.Entries.Any(e => Reads(e.Key) || Reads(e.Value)),
        Expr.Message message => message.Fields.Any(f => Reads(f.Value)),
        Expr.Macro macro => Reads(macro.Target) || macro.Args.Any(Reads),
        _ => false,
    };
}
