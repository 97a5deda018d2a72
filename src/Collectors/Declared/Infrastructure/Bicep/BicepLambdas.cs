using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Infrastructure.Arm;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Functions that take a function: `map`, `filter`, `toObject`, `reduce`.</summary>
internal sealed class BicepLambdas(BicepEvaluation evaluation, Budget budget)
{
    /// <summary>The value of a call, its name in small letters; null where it is not one of these.</summary>
    public Term? Call(string name, ImmutableArray<Node> args)
    {
        if (args is not [var source, ..]) return null;
        var of = evaluation.Of(source);
        if (of is not ListTerm list) return of as OpenTerm;
        return (name, args) switch
        {
            ("map", [_, LambdaNode by]) => new ListTerm([.. list.Items.Select((item, i) => Of(by, item, Term.Of(i)))], 0),
            ("filter", [_, LambdaNode by]) => Kept(list, by),
            ("toobject", [_, LambdaNode key]) => Object(list, key, null),
            ("toobject", [_, LambdaNode key, LambdaNode value]) => Object(list, key, value),
            ("reduce", [_, var first, LambdaNode by]) => list.Items.Select((item, i) => (item, i)).Aggregate(evaluation.Of(first), (all, next) => Of(by, all, next.item, Term.Of(next.i))),
            _ => null,
        };
    }

    private Term Of(LambdaNode lambda, params Term[] values)
    {
        if (budget.IsSpent) return Term.Open(ArmFunctions.Spent, lambda.Line);
        using var inner = evaluation.With(lambda.Names.Zip(values));
        return evaluation.Of(lambda.Body);
    }

    private Term Kept(ListTerm list, LambdaNode by)
    {
        var kept = list.Items.Select((item, i) => (item, Keeps: Of(by, item, Term.Of(i)))).ToList();
        var open = kept.Find(k => k.Keeps.AsFlag is null);
        return open.Keeps is null ? new ListTerm([.. kept.Where(k => k.Keeps.AsFlag == true).Select(k => k.item)], 0) : Term.Open((open.Keeps as OpenTerm)?.Why ?? "filter()");
    }

    private MapTerm Object(ListTerm list, LambdaNode key, LambdaNode? value)
    {
        var entries = new Dictionary<string, Term>(StringComparer.Ordinal);
        foreach (var item in list.Items)
        {
            var name = Of(key, item);
            entries[name.AsText ?? MapTerm.Rest] = name.AsText is null ? Term.Open((name as OpenTerm)?.Why ?? "a key that is not known") : value is null ? item : Of(value, item);
        }

        return new MapTerm([.. entries], 0);
    }
}
