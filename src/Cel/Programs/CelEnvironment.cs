using System.Collections.Immutable;
using Plumbline.Cel.Programs.Functions;
using Plumbline.Cel.Syntax;
using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs;

/// <summary>The names expressions may use, and where expressions become programs.</summary>
public sealed class CelEnvironment
{
    private readonly Names names;

    /// <summary>Variables in the order of their slots, constants, and the container that names are looked up in first.</summary>
    public CelEnvironment(
        IEnumerable<(string Name, CelType Type)> variables,
        IEnumerable<(string Name, Value Value, CelType Type)>? constants = null,
        string container = "") : this(variables, constants, container, []) { }

    internal CelEnvironment(
        IEnumerable<(string Name, CelType Type)> variables,
        IEnumerable<(string Name, Value Value, CelType Type)>? constants,
        string container,
        IEnumerable<Signature> declared)
    {
        Variables = [.. variables];
        var known = new Dictionary<string, Reference>(Library.TypeNames);
        for (var i = 0; i < Variables.Length; i++) known[Variables[i].Name] = new Reference(i, default, Variables[i].Type);
        foreach (var (name, value, type) in constants ?? []) known[name] = new Reference(-1, value, type);
        names = new Names(known, Library.SignaturesWith(declared), container);
    }

    /// <summary>The variables, by slot.</summary>
    public ImmutableArray<(string Name, CelType Type)> Variables { get; }

    /// <summary>False to leave types and unknown functions to the moment of evaluation.</summary>
    public bool IsChecked { get; init; } = true;

    /// <summary>Reads an expression; null and what is wrong where it is none.</summary>
    public static Expr? Parse(string text, out ImmutableArray<CelError> errors) => Parser.Parse(text, out errors);

    /// <summary>Makes a program; null and all that is wrong where there is none.</summary>
    public CelProgram? Compile(string text, out ImmutableArray<CelError> errors, CelType? expected = null)
    {
        var expr = Parse(text, out errors);
        return expr is null ? null : Compile(text, expr, out errors, expected);
    }

    /// <summary>Makes a program of an expression that was changed after it was read.</summary>
    public CelProgram? Compile(Expr expr, out ImmutableArray<CelError> errors, CelType? expected = null) =>
        Compile("", expr, out errors, expected);

    private CelProgram? Compile(string text, Expr expr, out ImmutableArray<CelError> errors, CelType? expected)
    {
        var found = Checker.Check(names, text, expr, expected, isLenient: !IsChecked);
        errors = [.. found.Errors.OrderBy(e => e.Position)];
        return errors.IsEmpty ? Compiler.Compile(text, found) : null;
    }
}
