using System.Runtime.CompilerServices;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>Where the names of a file are called, and where they stand without being called.</summary>
internal sealed class Mentioned
{
    private readonly ILookup<string, (string Scope, Call Call)> calls;
    private readonly ILookup<string, (string Scope, Expression Value)> others;

    public Mentioned(SourceTree tree)
    {
        var all = Walk.All(tree).ToList();
        calls = all.Where(e => e.Value is Call).Select(e => (e.Scope, (Call)e.Value)).ToLookup(c => NameOf(c.Item2.Callee), StringComparer.Ordinal);
        // `f` in `f(…)` is called, and `C` in `C.x` is the way to something else.
        var passed = new ConditionalWeakTable<Expression, Expression>();
        foreach (var (_, value) in all)
        {
            if (value is Call call) passed.TryAdd(call.Callee, value);
            else if (value is Member { Of: Name of } && of.Value.Length > 0 && char.IsAsciiLetterUpper(of.Value[0])) passed.TryAdd(of, value);
        }

        others = all.Where(e => e.Value is Name or Member && !passed.TryGetValue(e.Value, out _)).Select(e => (e.Scope, e.Value))
            .Concat(all.Where(e => e.Value is Call { Types.IsEmpty: false, IsNew: false }).SelectMany(e => ((Call)e.Value).Types.Select(t => (e.Scope, Value: (Expression)new Typed(TypeName.Of(t), e.Value.Line)))))
            .ToLookup(e => e.Value is Typed typed ? typed.Value : NameOf(e.Value), e => (e.Scope, e.Value is Typed ? new Other([], e.Value.Line) : e.Value), StringComparer.Ordinal);
    }

    /// <summary>The calls of a name.</summary>
    public IEnumerable<(string Scope, Call Call)> Calls(string name) => calls[name];

    /// <summary>Where a name stands otherwise.</summary>
    public IEnumerable<(string Scope, Expression Value)> Others(string name) => others[name];

    private static string NameOf(Expression expression) => expression switch
    {
        Name name => name.Value,
        Member member => member.Value,
        _ => "",
    };

    private sealed record Typed(string Value, int Line) : Expression(Line);
}
