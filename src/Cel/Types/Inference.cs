using System.Collections.Immutable;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Cel.Types;

/// <summary>What unknown types were found to be.</summary>
internal sealed class Inference
{
    private ImmutableDictionary<string, CelType> found = ImmutableDictionary<string, CelType>.Empty;
    private int fresh;

    /// <summary>An unknown type nobody has yet.</summary>
    public CelType Fresh() => new Param($"%{fresh++}");

    /// <summary>A signature's types with unknowns of their own.</summary>
    public (ImmutableArray<CelType> Parameters, CelType Result) Instance(Signature signature)
    {
        var own = new Dictionary<string, CelType>();
        return ([.. signature.Parameters.Select(p => Renamed(p, own))], Renamed(signature.Result, own));
    }

    private CelType Renamed(CelType type, Dictionary<string, CelType> own)
    {
        if (type is not Param param) return Map(type, t => Renamed(t, own));
        if (!own.TryGetValue(param.Name, out var known)) own[param.Name] = known = Fresh();
        return known;
    }

    /// <summary>The type with everything found filled in; what is still unknown becomes dyn where <paramref name="isFinal"/>.</summary>
    public CelType Resolve(CelType type, bool isFinal = false) => type switch
    {
        Param p => found.TryGetValue(p.Name, out var known) ? Resolve(known, isFinal) : isFinal ? Dyn : type,
        _ => Map(type, t => Resolve(t, isFinal)),
    };

    /// <summary>True where values of every given type fit the wanted one; what was learned stays only then.</summary>
    public bool Fits(ReadOnlySpan<CelType> given, ReadOnlySpan<CelType> wanted)
    {
        var before = found;
        for (var i = 0; i < given.Length; i++)
        {
            if (Assign(given[i], wanted[i])) continue;
            found = before;
            return false;
        }

        return true;
    }

    public bool Fits(CelType given, CelType wanted) => Fits([given], [wanted]);

    /// <summary>Forgets what was learned since the mark.</summary>
    public ImmutableDictionary<string, CelType> Mark { get => found; set => found = value; }

    /// <summary>The type of a place that holds both; null where none does.</summary>
    public CelType? Join(CelType a, CelType b)
    {
        if (!Fits(b, a) && !Fits(a, b)) return null;
        return General(a, b);
    }

    private CelType General(CelType a, CelType b) => IsAsGeneral(Resolve(a), Resolve(b)) ? a : b;

    private bool Assign(CelType given, CelType wanted)
    {
        if (wanted is Param w) return Substitute(given, w);
        if (given is Param g) return Substitute(wanted, g);
        if (given == Dyn || wanted == Dyn) return true;
        if (given == Null || wanted == Null) return given == wanted || IsNullable(given == Null ? wanted : given);
        return (given, wanted) switch
        {
            (ListOf a, ListOf b) => Assign(a.Element, b.Element),
            (MapOf a, MapOf b) => Assign(a.Key, b.Key) && Assign(a.Value, b.Value),
            (Abstract a, Abstract b) => a.Name == b.Name && a.Parts.Length == b.Parts.Length && (a.Name == "type" || AssignAll(a.Parts, b.Parts)),
            _ => given == wanted,
        };
    }

    private bool AssignAll(ImmutableArray<CelType> a, ImmutableArray<CelType> b)
    {
        for (var i = 0; i < a.Length; i++) if (!Assign(a[i], b[i])) return false;
        return true;
    }

    private static bool IsNullable(CelType type) =>
        type == CelType.Timestamp || type == CelType.Duration || type is ObjectOf || type is Abstract { Name: not "type" };

    private bool Substitute(CelType type, Param param)
    {
        if (type is Param same && same.Name == param.Name) return true;
        if (!found.TryGetValue(param.Name, out var known))
        {
            if (Mentions(type, param.Name)) return false;
            found = found.SetItem(param.Name, type);
            return true;
        }

        if (!Assign(type, known)) return false;
        var general = General(type, known);
        if (!Mentions(general, param.Name)) found = found.SetItem(param.Name, general);
        return true;
    }

    private bool Mentions(CelType type, string name) => type switch
    {
        Param p => p.Name == name || (found.TryGetValue(p.Name, out var known) && Mentions(known, name)),
        ListOf l => Mentions(l.Element, name),
        MapOf m => Mentions(m.Key, name) || Mentions(m.Value, name),
        Abstract a => a.Parts.Any(p => Mentions(p, name)),
        _ => false,
    };

    private static bool IsAsGeneral(CelType a, CelType b)
    {
        if (a == Dyn || a is Param) return true;
        if (b == Dyn || b is Param) return false;
        return (a, b) switch
        {
            (ListOf x, ListOf y) => IsAsGeneral(x.Element, y.Element),
            (MapOf x, MapOf y) => IsAsGeneral(x.Key, y.Key) && IsAsGeneral(x.Value, y.Value),
            (Abstract x, Abstract y) => x.Name == y.Name && x.Parts.Zip(y.Parts).All(p => IsAsGeneral(p.First, p.Second)),
            (Simple { Name: "null_type" }, _) => b == Null,
            _ => true,
        };
    }

    private static CelType Map(CelType type, Func<CelType, CelType> change) => type switch
    {
        ListOf l => List(change(l.Element)),
        MapOf m => CelType.Map(change(m.Key), change(m.Value)),
        Abstract { Parts.IsEmpty: false } a => new Abstract(a.Name, [.. a.Parts.Select(change)]),
        _ => type,
    };
}
