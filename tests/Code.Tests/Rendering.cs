using System.Collections.Immutable;
using System.Text;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Tests;

/// <summary>A source tree as compact text, one fact a line.</summary>
internal static class Rendering
{
    public static string Of(SourceTree tree)
    {
        var text = new StringBuilder();
        if (tree.IsBroken) text.Append("broken\n");
        foreach (var i in tree.Imports) text.Append($"{i.Line} import {i.Module}{(i.Member is null ? "" : $" {i.Member}")} as `{i.As}`{(i.IsGlobal ? " global" : "")}\n");
        foreach (var d in tree.Definitions) text.Append($"{d.Line}-{d.End} {Of(d)}\n");
        foreach (var b in tree.Bindings)
        {
            var scope = b.In == b.Scope ? b.Scope : $"{b.Scope}|{b.In}";
            text.Append($"{b.Line} {scope}: {b.Name}{(b.Type.Length == 0 ? "" : $": {b.Type}")}{(b.Value is null ? "" : $" = {Of(b.Value)}")}\n");
        }

        foreach (var e in tree.Evaluated) text.Append($"{e.Value.Line} {e.Scope}! {Of(e.Value)}\n");
        return text.ToString();
    }

    public static string Of(Expression expression) => expression switch
    {
        Text text => $"'{text.Value.Replace("\n", "\\n", StringComparison.Ordinal)}'",
        Literal literal => literal.Value,
        Joined joined => $"joined({List(joined.Parts)})",
        Name name => name.Value,
        This => "this",
        Member member => $"{Of(member.Of)}.{member.Value}",
        Indexed indexed => $"{Of(indexed.Of)}[{Of(indexed.At)}]",
        Call call => $"{(call.IsNew ? "new " : "")}{Of(call.Callee)}{(call.Types.Length == 0 ? "" : $"<{string.Join(", ", call.Types)}>")}({string.Join(", ", call.Arguments.Select(Of))})",
        Items items => $"[{List(items.All)}]",
        Fields fields => $"{{{string.Join(", ", fields.All.Select(f => $"{f.Key}: {Of(f.Value)}"))}}}",
        Choice choice => $"choice({List(choice.All)})",
        Lambda lambda => $"fn({lambda.Definition})",
        Other other => $"?({List(other.Inner)})",
        _ => throw new ArgumentOutOfRangeException(nameof(expression)),
    };

    private static string Of(Argument argument) => $"{(argument.IsSpread ? "..." : "")}{(argument.Name is null ? "" : argument.Name + "=")}{Of(argument.Value)}";

    private static string Of(Definition made)
    {
        var marks = string.Concat(made.Decorators.Select(d => $"@{Of(d)} "));
        var parameters = string.Join(", ", made.Parameters.Select(p =>
            $"{string.Concat(p.Decorators.Select(d => $"@{Of(d)} "))}{p.Name}{(p.Type.Length == 0 ? "" : $": {p.Type}")}{(p.Default is null ? "" : $" = {Of(p.Default)}")}"));
        var bases = made.Bases.Length == 0 ? "" : $" : {string.Join(", ", made.Bases)}";
        var doc = made.Doc.Length == 0 ? "" : $" // {made.Doc.Replace("\n", "\\n", StringComparison.Ordinal)}";
        return $"{marks}{(made.Kind == DefinitionKind.Class ? "class" : "def")} {made.Inside}({parameters}){bases}{doc}";
    }

    private static string List(ImmutableArray<Expression> all) => string.Join(", ", all.Select(Of));
}
