using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>What expressions may be.</summary>
internal sealed partial class Machine
{
    private Value Evaluate(Expression expression, Frame frame, bool isUsed = true)
    {
        steps++;
        entrySteps++;
        if (depth >= DeepestExpression || IsSpent())
        {
            IsWhole = false;
            return Value.Nothing;
        }

        depth++;
        var value = expression switch
        {
            Text text => Value.Text(text.Value),
            Literal literal => Written(literal),
            Joined joined => Value.Join([.. joined.Parts.Select(p => Flat(Evaluate(p, frame)))]),
            Name name => Lookup(name.Value, frame),
            This => frame.This is { } self ? Value.Of(self) : Value.Nothing,
            Member member => MemberOf(Evaluate(member.Of, frame), member.Value, frame),
            Indexed indexed => ElementOf(Evaluate(indexed.Of, frame), Evaluate(indexed.At, frame), frame),
            Call call => Called(call, frame, isUsed),
            Items items => List(items, frame),
            Fields fields => Map(fields, frame),
            Choice choice => choice.All.Select(c => Evaluate(c, frame)).Aggregate(Value.Nothing, (a, b) => a.Or(b)),
            Lambda lambda => LambdaOf(lambda, frame),
            Other other => OtherOf(other, frame),
            _ => Value.Nothing,
        };
        depth--;
        if (isUsed) Ledger.Use(value, frame.Tool);
        return value;
    }

    private static Value Written(Literal literal) => literal.Value.Length > 0 && (char.IsAsciiDigit(literal.Value[0]) || literal.Value[0] == '-') ? Value.Text(literal.Value) : Value.Nothing;

    private static Value LambdaOf(Lambda lambda, Frame frame) => frame.File.Around(lambda.Definition) is not { } definition ? Value.Nothing
        : definition.Kind == DefinitionKind.Class ? Value.Of(new ClassAtom(frame.File, definition))
        : Value.Of(new FunctionAtom(frame.File, definition, frame.This) { Outer = frame });

    private Value List(Items items, Frame frame)
    {
        var (made, _) = heap.Make(items, () => new Held());
        for (var at = 0; at < items.All.Length; at++)
        {
            var value = Evaluate(items.All[at], frame);
            if (items.All[at] is Other { Mark: "" }) heap.Set(made, "*", Elements(value).Or(value.Data(false)));
            else heap.Set(made, at < 40 ? $"{at}" : "*", value);
        }

        return Value.Of(made);
    }

    private Value Map(Fields fields, Frame frame)
    {
        var (made, _) = heap.Make(fields, () => new Held { IsMap = true });
        foreach (var (key, given) in fields.All)
        {
            var value = Evaluate(given, frame);
            if (key == "...") Spread(made, value);
            else heap.Set(made, key.Length == 0 ? "*" : key, value);
        }

        return Value.Of(made);
    }

    private void Spread(ObjectAtom into, Value value)
    {
        foreach (var of in value.Objects)
            foreach (var (name, field) in heap.Of(of).Fields.ToList()) heap.Set(into, name, field);
        heap.Set(into, "*", value.Data(false));
    }

    private Value OtherOf(Other other, Frame frame)
    {
        var parts = other.Inner.Select(i => Evaluate(i, frame)).ToList();
        switch (other.Mark)
        {
            case "each": return parts.Count == 0 ? Value.Nothing : Each(parts[0]);
            case "/" or "//" when parts.Any(p => p.Symbols.Any(IsPath)): return Value.Join(parts, "/").Or(Value.Symbol(PathSymbol));
            case "in" or "not in" or "not" or "==" or "!=" or "===" or "!==" or "<" or ">" or "<=" or ">=" or "is" or "instanceof": return Value.Nothing;
            case "+" or "|" or "" or "and" or "&&": return parts.Aggregate(Value.Nothing, (a, b) => a.Or(b));
            case "*" when other.Inner is [Items or Text, _] or [_, Items or Text] && parts.SelectMany(p => p.Texts).Any(t => long.TryParse(t, out var times) && times >= ManyElements):
                Ledger.Add(new Deed(DeedKind.Exhausts, frame.File.Path, other.Line, "*", parts.SelectMany(p => p.Texts).Last(), frame.Scope, frame.Tool));
                return Value.Nothing;
            default: return parts.Aggregate(Value.Nothing, (a, b) => a.Or(b.Data(true)));
        }
    }

    private Value Lookup(string name, Frame frame)
    {
        for (var at = frame; at is not null; at = at.Outer)
        {
            if (at.Names.TryGetValue(name, out var held)) return ReferenceEquals(at, frame) ? held.With(ChecksOf(name, frame)) : held;
            if ((ReferenceEquals(at, frame) || at.File.Around(at.Scope) is not { Kind: DefinitionKind.Class }) && at.File.Definition(at.Scope, name) is { } definition) return Defined(at, definition);
        }

        return Imported(name, frame.File) ?? (name is "cls" && frame.File.ClassAround(frame.Scope) is { } own ? Value.Of(new ClassAtom(frame.File, own)) : Value.Symbol(name));
    }

    private static Value Defined(Frame at, Definition definition)
    {
        if (definition.Kind == DefinitionKind.Class) return Value.Of(new ClassAtom(at.File, definition));
        var isMethod = at.File.Around(at.Scope) is { Kind: DefinitionKind.Class };
        return Value.Of(new FunctionAtom(at.File, definition, isMethod ? at.This : null) { Outer = isMethod ? at.Outer : at });
    }

    private Value? Imported(string name, SourceFile file)
    {
        if (importing >= DeepestImports) return null;
        importing++;
        var value = ImportedFrom(name, file);
        importing--;
        return value;
    }

    private Value? ImportedFrom(string name, SourceFile file)
    {
        if (file.Import(name) is { } import)
        {
            if (code.Module(import.Module, file) is { } module)
            {
                if (import.Member is not { } member) return Value.Of(new ModuleAtom(module));
                if (member == "default") return ModuleMember(module, "default") ?? Value.Of(new ModuleAtom(module));
                return ModuleMember(module, member) ?? Submodule(import.Module, member, file) ?? Value.Symbol(member);
            }

            if (import.Member is { } part && Submodule(import.Module, part, file) is { } below) return below;
            var path = Symbols.Of(import.Module);
            return Value.Symbol(import.Member is null or "default" or "*" ? path : $"{path}.{import.Member}");
        }

        foreach (var opened in file.Opened)
            if (code.Module(opened.Module, file) is { } all && ModuleMember(all, name) is { } value) return value;
        return null;
    }

    private Value? Submodule(string module, string member, SourceFile file) =>
        file.Tree.Language == Language.Python && code.Module($"{module.TrimEnd('.')}.{member}", file) is { } below ? Value.Of(new ModuleAtom(below)) : null;

    private Value? ModuleMember(SourceFile file, string name)
    {
        var frame = ModuleOf(file);
        if (frame.Names.TryGetValue(name, out var value)) return value;
        if (file.Definition("", name) is { } definition) return Defined(frame, definition);
        return file.Import(name) is not null ? Imported(name, file) : null;
    }

    private Value MemberOf(Value of, string name, Frame frame)
    {
        var atoms = new List<Atom>();
        foreach (var atom in of.Atoms)
        {
            switch (atom)
            {
                case SymbolAtom symbol when Symbols.EnvironmentOf(symbol.Path) is not null && name is not ("get" or "items" or "values" or "keys" or "copy" or "pop" or "setdefault" or "update" or "environ" or "env"):
                    atoms.AddRange(Environment(Value.Text(name), frame).Atoms);
                    break;
                case SymbolAtom symbol: atoms.AddRange(Known.Constant($"{symbol.Path}.{name}") is { } stands ? [new TextAtom(stands)] : [new SymbolAtom($"{symbol.Path}.{name}")]); break;
                case ModuleAtom module: atoms.AddRange((ModuleMember(module.File, name) ?? Value.Symbol(name)).Atoms); break;
                case ObjectAtom of1: atoms.AddRange(FieldOf(of1, name, frame).Atoms); break;
                case ClassAtom of2: atoms.AddRange(ClassMember(of2, name, null, 0).Atoms); break;
                case Taint taint: atoms.Add(Named(taint, name)); break;
                case TextAtom written when PathPart(written.Text, name) is { } part: atoms.Add(new TextAtom(part)); break;
            }
        }

        return Value.Of(atoms);
    }

    private static string? PathPart(string path, string name) => name switch
    {
        "name" or "stem" => path[(path.LastIndexOf('/') + 1)..],
        "parent" => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "",
        _ => null,
    };

    private Value FieldOf(ObjectAtom of, string name, Frame frame)
    {
        var held = heap.Of(of);
        if (held.Fields.TryGetValue(name, out var value)) return value;
        if (held.Class is { } made && ClassMember(made, name, of, 0) is { IsNothing: false } member) return member;
        return held.Fields.GetValueOrDefault("*", Value.Nothing).Or(Value.Symbol(held.Symbol.Length > 0 ? $"{held.Symbol}.{name}" : $"?.{name}")).Or(held.Symbol.Length > 0 ? held.Fields.GetValueOrDefault("=", Value.Nothing) : Value.Nothing);
    }

    private Value ClassMember(ClassAtom of, string name, ObjectAtom? self, int above)
    {
        var frame = ClassOf(of);
        if (of.File.Definition(of.Definition.Inside, name) is { Kind: DefinitionKind.Function } method)
        {
            if (self is not null && method.Decorators.Any(d => d is Name { Value: "property" or "cached_property" })) return Invoke(new FunctionAtom(of.File, method, self) { Outer = ModuleOf(of.File) }, [], new Frame(of.File, of.Definition.Inside, null));
            return Value.Of(new FunctionAtom(of.File, method, self) { Outer = ModuleOf(of.File) });
        }

        if (frame.Names.TryGetValue(name, out var value)) return value;
        if (above > 6) return Value.Nothing;
        foreach (var parent in Above(of)) if (ClassMember(parent, name, self, above + 1) is { IsNothing: false } inherited) return inherited;
        return Value.Nothing;
    }

    private IEnumerable<ClassAtom> Above(ClassAtom of) => of.Definition.Bases.Select(b => Lookup(TypeName.Of(b), ModuleOf(of.File))).SelectMany(v => v.Atoms.OfType<ClassAtom>()).Where(c => !c.Equals(of)).Take(4);
}
