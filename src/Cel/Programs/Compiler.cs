using System.Collections.Immutable;
using Plumbline.Cel.Programs.Functions;
using Plumbline.Cel.Programs.Nodes;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>Makes nodes of a checked expression; what is known beforehand is computed here.</summary>
internal sealed class Compiler
{
    private readonly Checked found;
    private readonly Dictionary<string, int> scope = [];
    private int depth;
    private int locals;

    private Compiler(Checked found) => this.found = found;

    public static CelProgram Compile(string text, Checked found)
    {
        var compiler = new Compiler(found);
        var root = compiler.Node(found.Expr);
        return new CelProgram(text, found.Expr, found.Type, root, compiler.locals);
    }

    private ImmutableArray<Node> Nodes(IEnumerable<Expr> exprs) => [.. exprs.Select(Node)];

    private Node Node(Expr expr) => expr switch
    {
        Expr.Literal literal => new Constant(Literal(literal.Value)),
        Expr.Ident ident => Name(ident, ident.Name),
        Expr.Select select => Select(select),
        Expr.Call call => Call(call),
        Expr.ListOf list => Folded(new ListLiteral(Nodes(list.Items), list.Optional)),
        Expr.MapOf map => Folded(new MapLiteral([.. map.Entries.Select(e => (Node(e.Key), Node(e.Value), e.IsOptional))])),
        Expr.Macro macro => Macro(macro),
        Expr.Message message => new Failure(Value.Error($"`{message.TypeName}` is not known"), Nodes(message.Fields.Select(f => f.Value))),
        _ => throw new ArgumentException($"`{expr.GetType().Name}` is no expression"),
    };

    private static Value Literal(object? value) => value switch
    {
        null => Value.Null,
        bool b => Value.Of(b),
        long i => Value.Of(i),
        int i => Value.Of((long)i),
        ulong u => Value.Of(u),
        double d => Value.Of(d),
        string s => Value.Of(string.IsInterned(s) ?? s),
        byte[] bytes => Value.Of(new Bytes([.. bytes])),
        _ => Value.Error("a literal of no known type"),
    };

    /// <summary>The constant an operation over constants gives, or the operation itself where that fails.</summary>
    private static Node Folded(Node node)
    {
        if (!node.Children.All(c => c is Constant)) return node;
        var frame = Frame.Rent(0);
        var value = node.Evaluate([], frame);
        frame.Return(0);
        return value.IsError ? node : new Constant(value);
    }

    private Node Name(Expr expr, string name)
    {
        if (found.NameOf(expr) is { } reference) return reference.IsConstant ? new Constant(reference.Constant) : new Slot(reference.Variable);
        return scope.TryGetValue(name, out var local) ? new Local(local) : new Failure(Value.Error($"`{name}` is not known"), []);
    }

    private Node Select(Expr.Select select)
    {
        if (found.NameOf(select) is { } reference)
        {
            if (!select.IsTest) return reference.IsConstant ? new Constant(reference.Constant) : new Slot(reference.Variable);
            return reference.IsConstant ? new Constant(Value.Of(!reference.Constant.IsError)) : new Said(reference.Variable);
        }

        var operand = Node(select.Operand);
        return Folded(select.IsTest ? new Presence(operand, select.Field) : new Field(operand, select.Field, select.IsOptional));
    }

    private Node Call(Expr.Call call)
    {
        var full = found.FunctionOf(call);
        var isMember = full is null && call.Target is not null;
        var args = Nodes(isMember ? call.Args.Insert(0, call.Target!) : call.Args);
        var name = full ?? call.Function;
        if (!isMember && args.Length <= 3 && Operator(name, args) is { } node) return Folded(node);
        if (isMember && name is "or" or "orValue" && args.Length == 2) return new OrElse(args[0], args[1], name == "orValue");
        if (name == "matches" && args is [_, Constant { Value.AsString: { } pattern }])
        {
            if (Strings.PlainStart(pattern) is { } start) return Folded(new TextTest(args[0], start, name, TextTest.Find("startsWith")!));
            var (regex, error) = Strings.Later(pattern);
            return regex is null ? new Failure(error, args) : Folded(new PatternMatch(args[0], regex));
        }

        if (isMember && args is [var operand, Constant { Value.AsString: { } part }] && TextTest.Find(name) is { } test)
            return Folded(new TextTest(operand, part, name, test));

        var forms = Library.Find(name).Where(f => f.Body is not null && f.Signature.IsMember == isMember && f.Signature.Parameters.Length == args.Length).ToImmutableArray();
        return forms.IsEmpty ? new Failure(Errors.NoOverload(name), args) : Folded(new Call(name, forms, args));
    }

    private static Node? Operator(string name, ImmutableArray<Node> args) => (name, args.Length) switch
    {
        ("_&&_", 2) => new Logic(args[0], args[1], isAnd: true),
        ("_||_", 2) => new Logic(args[0], args[1], isAnd: false),
        ("!_", 1) => new Not(args[0]),
        ("_?_:_", 3) => new Conditional(args[0], args[1], args[2]),
        ("_==_", 2) => Fusion.Equal(args[0], args[1], isNegated: false),
        ("_!=_", 2) => Fusion.Equal(args[0], args[1], isNegated: true),
        ("_<_", 2) => Fusion.Ordered(args[0], args[1], Order.Less, name),
        ("_<=_", 2) => Fusion.Ordered(args[0], args[1], Order.LessOrEqual, name),
        ("_>_", 2) => Fusion.Ordered(args[0], args[1], Order.Greater, name),
        ("_>=_", 2) => Fusion.Ordered(args[0], args[1], Order.GreaterOrEqual, name),
        ("@in", 2) => Fusion.In(args[0], args[1]),
        ("_[_]", 2) => new Nodes.Index(args[0], args[1], isOptional: false),
        ("_[?_]", 2) => new Nodes.Index(args[0], args[1], isOptional: true),
        _ => null,
    };

    private Node Macro(Expr.Macro macro)
    {
        var source = Node(macro.Target);
        var first = depth;
        var shadowed = macro.Variables.Select(v => (Name: v, Old: scope.TryGetValue(v, out var old) ? old : -1)).ToList();
        foreach (var variable in macro.Variables) scope[variable] = depth++;
        locals = Math.Max(locals, depth);
        var bodies = Nodes(macro.Args);
        depth = first;
        foreach (var (name, old) in shadowed)
        {
            if (old < 0) scope.Remove(name);
            else scope[name] = old;
        }

        return Loop(macro, source, first, bodies);
    }

    private static Node Loop(Expr.Macro macro, Node source, int local, ImmutableArray<Node> bodies)
    {
        var hasTwo = macro.Variables.Length == 2;
        var condition = bodies.Length == 2 ? bodies[0] : null;
        return macro.Name switch
        {
            "all" => Fusion.Scan(new Quantifier(source, local, hasTwo, bodies[0], isAll: true), source, local, hasTwo, bodies[0], isAll: true),
            "exists" => Fusion.Scan(new Quantifier(source, local, hasTwo, bodies[0], isAll: false), source, local, hasTwo, bodies[0], isAll: false),
            "exists_one" => new ExactlyOne(source, local, hasTwo, bodies[0]),
            "filter" => new ListTransform(source, local, hasTwo, bodies[0], null),
            "map" or "transformList" => new ListTransform(source, local, hasTwo, condition, bodies[^1]),
            "transformMap" => new MapTransform(source, local, condition, bodies[^1], makesEntries: false),
            "transformMapEntry" => new MapTransform(source, local, condition, bodies[^1], makesEntries: true),
            "cel.bind" => new Bind(source, local, bodies[0]),
            "optMap" => new OptionalMap(source, local, bodies[0], isFlat: false),
            "optFlatMap" => new OptionalMap(source, local, bodies[0], isFlat: true),
            _ => new Failure(Errors.NoOverload(macro.Name), bodies),
        };
    }
}
