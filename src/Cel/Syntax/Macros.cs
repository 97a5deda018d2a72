using System.Collections.Immutable;

namespace Plumbline.Cel.Syntax;

/// <summary>Calls that bind names or test presence; they become one node each.</summary>
internal static class Macros
{
    /// <summary>The node, or null where the call is an ordinary one.</summary>
    public static Expr? Expand(Expr? target, string name, ImmutableArray<Expr> args, int at)
    {
        if (target is null) return name == "has" && args.Length == 1 ? Presence(args[0], at) : null;
        if (target is Expr.Ident { Name: "cel" } && name == "bind" && args.Length == 3)
            return new Expr.Macro("cel.bind", args[1], [Variable(name, args[0])], [args[2]], at);
        var variables = Variables(name, args.Length);
        if (variables == 0) return null;
        var names = args.Take(variables).Select(a => Variable(name, a)).ToImmutableArray();
        if (variables == 2 && names[0] == names[1]) throw new SyntaxException(args[1].Position, $"`{name}` binds `{names[0]}` twice");
        return new Expr.Macro(name == "existsOne" ? "exists_one" : name, target, names, [.. args.Skip(variables)], at);
    }

    private static int Variables(string name, int args) => (name, args) switch
    {
        ("all" or "exists" or "exists_one" or "existsOne" or "filter", 2) => 1,
        ("map", 2 or 3) => 1,
        ("optMap" or "optFlatMap", 2) => 1,
        ("all" or "exists" or "exists_one" or "existsOne", 3) => 2,
        ("transformList" or "transformMap" or "transformMapEntry", 3 or 4) => 2,
        _ => 0,
    };

    private static Expr.Select Presence(Expr arg, int at) => arg is Expr.Select { IsTest: false } select
        ? select with { IsTest = true }
        : throw new SyntaxException(at, "`has` expects a field: `has(a.b)`");

    private static string Variable(string macro, Expr arg) => arg is Expr.Ident ident && !ident.Name.StartsWith('.')
        ? ident.Name
        : throw new SyntaxException(arg.Position, $"`{macro}` expects a name here, to stand for each element");
}
