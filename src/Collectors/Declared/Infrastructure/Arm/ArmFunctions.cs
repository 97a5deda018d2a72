using System.Collections.Immutable;
using System.Globalization;

namespace Plumbline.Collectors.Declared.Infrastructure.Arm;

/// <summary>The functions of template expressions that need no deployment; Bicep has the same.</summary>
internal static class ArmFunctions
{
    /// <summary>Why a value is unknown for which there was too much to do.</summary>
    public const string Spent = "more than is evaluated";

    /// <summary>The value of a call, its name in small letters; unknown where it is not one of these.</summary>
    public static Term Call(string name, List<Term> args, Budget budget) => !budget.Spend(Work(name, args)) ? Term.Open(Spent)
        : Logic(name, args) ?? ArmTexts.Call(name, args) ?? ArmCollections.Call(name, args, budget) ?? Term.Open(args.Select(a => a.Unknown).FirstOrDefault(u => u is not null)?.Why ?? name + "()");

    // Comparisons walk whole values; other functions the characters, items or keys of their arguments.
    private static long Work(string name, List<Term> args) => name switch
    {
        "equals" or "if" or "contains" => 1 + (args.Sum(a => a.Extent.Size) / 16),
        _ => 1 + args.Sum(a => a switch { TextTerm text => text.Text.Length / (name is "split" ? 8 : 64), ListTerm list => list.Items.Length / 8, MapTerm map => map.Entries.Length / 8, _ => 0 }),
    };

    private static Term? Logic(string name, List<Term> args) => (name, args) switch
    {
        ("true", []) => Term.Of(true),
        ("false", []) => Term.Of(false),
        ("null", []) => Term.Null,
        ("any", [var a]) => a,
        ("bool", [var b]) when b.AsFlag is { } flag => Term.Of(flag),
        ("int", [var i]) when double.TryParse(i.AsText, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Term.Of(number),
        ("if", [var c, var then, var otherwise]) => c.AsFlag is { } known ? known ? then : otherwise : Term.Same(then, otherwise) ? then : c as OpenTerm ?? Term.Open("if()"),
        // What certainly stands there is not nothing.
        ("equals", [OpenTerm { IsSet: true }, NullTerm or TextTerm { Text: "" }] or [NullTerm or TextTerm { Text: "" }, OpenTerm { IsSet: true }]) => Term.Of(false),
        ("empty", [OpenTerm { IsSet: true, Refs.IsEmpty: false }]) => Term.Of(false),
        ("equals", [var a, var b]) => (a.Unknown ?? b.Unknown) is { } open ? open with { IsSet = false, Names = null }
            : Term.IsComparable(a, b) ? Term.Of(Term.Same(a, b)) : Term.Open("a comparison of larger values than are compared"),
        ("not", [var a]) => a.AsFlag is { } flag ? Term.Of(!flag) : a,
        ("and", _) => Settle(args, false),
        ("or", _) => Settle(args, true),
        ("coalesce", _) => args.Find(a => a is not NullTerm) ?? Term.Null,
        // Names of other resources are there, although what they will be is not known.
        ("resourceid" or "reference" or "subscriptionresourceid" or "extensionresourceid" or "uniquestring", _) => new OpenTerm(name + "()", Named(args), IsSet: true, 0),
        ("resourcegroup" or "subscription" or "tenant" or "deployment" or "environment" or "guid", _) => new OpenTerm(name + "()", [], IsSet: true, 0),
        ("readenvironmentvariable", [TextTerm variable, ..]) => Term.Open($"environment variable {variable.Text}"),
        ("max" or "min", [_, ..]) when Numbers(args) is { Count: > 0 } numbers => Term.Of(name == "max" ? numbers.Max() : numbers.Min()),
        _ => null,
    };

    private static List<double>? Numbers(List<Term> args)
    {
        var all = args is [ListTerm only] ? [.. only.Items] : args;
        return all.TrueForAll(a => a is NumberTerm) ? [.. all.Select(a => ((NumberTerm)a).Number)] : null;
    }

    private static ImmutableArray<string> Named(List<Term> args) =>
        args is [TextTerm type, _, ..] && args.All(a => a is OpenTerm || a.AsText is not null) ? [$"{type.Text}/{string.Join('/', args.Skip(1).Select(a => Template.Placed(a).AsText))}"] : [];

    private static Term Settle(List<Term> args, bool settling) =>
        args.Exists(a => a.AsFlag == settling) ? Term.Of(settling) : args.Find(a => a.AsFlag is null) ?? Term.Of(!settling);
}
