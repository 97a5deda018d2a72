using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Plumbline.Cel.Syntax;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Cel.Types;

/// <summary>Finds what every name stands for and what type every part has; where lenient, types are left to the moment of evaluation.</summary>
internal sealed partial class Checker
{
    private readonly Names names;
    private readonly string text;
    private readonly bool isLenient;
    private readonly Checked result;
    private readonly Inference inference = new();
    private ImmutableStack<(string Name, CelType Type)> scope = [];

    private Checker(Names names, string text, Expr expr, bool isLenient)
    {
        this.names = names;
        this.text = text;
        this.isLenient = isLenient;
        result = new Checked(expr);
    }

    /// <summary>Checks an expression; <see cref="Checked.Errors"/> says what is wrong.</summary>
    public static Checked Check(Names names, string text, Expr expr, CelType? expected, bool isLenient)
    {
        var checker = new Checker(names, text, expr, isLenient);
        var type = checker.Visit(expr);
        if (expected is not null && !checker.inference.Fits(type, expected))
            checker.Fault(Start(expr), $"expected {expected}, found {checker.Shown(type)}");
        checker.result.Resolve(checker.inference);
        return checker.result;
    }

    private static int Start(Expr expr) => expr switch
    {
        Expr.Select { IsTest: false } s => Start(s.Operand),
        Expr.Call { Target: { } target } => Start(target),
        Expr.Call { Function: ['_', ..], Args: [var first, ..] } => Start(first),
        Expr.Call { Function: "@in", Args: [var first, ..] } => Start(first),
        Expr.Macro { Name: not "cel.bind" } m => Start(m.Target),
        _ => expr.Position,
    };

    private string Shown(CelType type) => inference.Resolve(type, isFinal: true).ToString();

    private CelType Fault(int position, string message)
    {
        if (!isLenient) result.Errors.Add(CelError.At(text, position, message));
        return Dyn;
    }

    private CelType Visit(Expr expr)
    {
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            result.Errors.Add(CelError.At(text, expr.Position, "this expression nests too deeply"));
            return Dyn;
        }

        return result.Set(expr, expr switch
        {
            Expr.Literal literal => OfLiteral(literal.Value),
            Expr.Ident ident => VisitIdent(ident),
            Expr.Select select => VisitSelect(select),
            Expr.Call call => VisitCall(call),
            Expr.ListOf list => VisitList(list),
            Expr.MapOf map => VisitMap(map),
            Expr.Message message => VisitMessage(message),
            Expr.Macro macro => VisitMacro(macro),
            _ => Dyn,
        });
    }

    private static CelType OfLiteral(object? value) => value switch
    {
        null => Null,
        bool => Bool,
        long => Int,
        ulong => Uint,
        double => CelType.Double,
        string => CelType.String,
        _ => CelType.Bytes,
    };

    private CelType? Local(string name)
    {
        foreach (var (local, type) in scope) if (local == name) return type;
        return null;
    }

    private CelType VisitIdent(Expr.Ident ident) =>
        Local(ident.Name) ?? Global(ident, ident.Name) ?? Fault(ident.Position, Unknown(ident.Name));

    private string Unknown(string name) => names.FindFunction(name) is null
        ? Near(name)
        : $"`{name}` is a function; call it: `{name}(…)`";

    private string Near(string name)
    {
        var near = Nearest.Find(name, scope.Select(s => s.Name));
        return near is null ? names.Fault(name) : $"`{name}` is not known; did you mean `{near}`?";
    }

    private CelType? Global(Expr expr, string name)
    {
        if (names.Find(name) is not { } found) return null;
        result.Set(expr, found);
        return found.Type;
    }

    private CelType VisitSelect(Expr.Select select)
    {
        var root = Names.Root(select);
        var isGlobal = root is not null && Local(root.Name) is null;
        if (isGlobal && Names.Spelled(select with { IsTest = false }) is { } name && !select.IsOptional)
        {
            if (Global(select, name) is { } type) return select.IsTest ? Bool : type;
            if (!IsKnown(select.Operand)) return Fault(root!.Position, names.Fault(name));
        }

        var operand = inference.Resolve(Visit(select.Operand));
        var field = Field(operand, select);
        return select.IsTest ? Bool : select.IsOptional && field is not Abstract { Name: "optional_type" } ? Optional(field) : field;
    }

    /// <summary>True where the name, or a name it starts with, stands for something.</summary>
    private bool IsKnown(Expr expr)
    {
        for (; ; expr = ((Expr.Select)expr).Operand)
        {
            if (Names.Spelled(expr) is { } name && names.Find(name) is not null) return true;
            if (expr is not Expr.Select) return false;
        }
    }

    private CelType Field(CelType operand, Expr.Select select)
    {
        switch (operand)
        {
            case MapOf map:
                return map.Value;
            case ObjectOf type when type.Fields.TryGetValue(select.Field, out var field):
                return field;
            case ObjectOf type:
                return Fault(select.Position, $"`{type.Name}` has no field `{select.Field}`{Nearest.Hint(select.Field, type.Fields.Keys)}");
            case Abstract { Name: "optional_type" } optional:
                return Optional(Field(inference.Resolve(optional.Parts[0]), select));
            default:
                return operand == Dyn || operand is Param
                    ? Dyn
                    : Fault(select.Position, $"`{select.Field}` asks for a field, but {Shown(operand)} has none");
        }
    }

    private CelType VisitList(Expr.ListOf list)
    {
        CelType? element = null;
        for (var i = 0; i < list.Items.Length; i++)
        {
            var type = Visit(list.Items[i]);
            if (list.Optional.Contains(i)) type = Unwrapped(list.Items[i], type);
            element = element is null ? type : inference.Join(element, type) ?? Dyn;
        }

        return List(element ?? inference.Fresh());
    }

    private CelType VisitMap(Expr.MapOf map)
    {
        CelType? key = null, value = null;
        foreach (var entry in map.Entries)
        {
            var keyType = Visit(entry.Key);
            var valueType = Visit(entry.Value);
            if (entry.IsOptional) valueType = Unwrapped(entry.Value, valueType);
            if (!IsKey(inference.Resolve(keyType))) Fault(Start(entry.Key), $"a map key is a bool, int, uint or string, found {Shown(keyType)}");
            key = key is null ? keyType : inference.Join(key, keyType) ?? Dyn;
            value = value is null ? valueType : inference.Join(value, valueType) ?? Dyn;
        }

        return Map(key ?? inference.Fresh(), value ?? inference.Fresh());
    }

    private static bool IsKey(CelType type) => type == Bool || type == Int || type == Uint || type == CelType.String || type == Dyn || type is Param;

    private CelType Unwrapped(Expr expr, CelType type)
    {
        var value = inference.Fresh();
        return inference.Fits(type, Optional(value))
            ? value
            : Fault(Start(expr), $"`?` expects an optional, found {Shown(type)}");
    }

    private CelType VisitMessage(Expr.Message message)
    {
        foreach (var field in message.Fields) Visit(field.Value);
        return Fault(message.Position, $"`{message.TypeName}` is a message type, and messages are not known here; write a map: `{{'field': value}}`");
    }
}
