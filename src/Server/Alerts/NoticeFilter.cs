using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;

namespace Plumbline.Server.Alerts;

/// <summary>A CEL condition over a change of a finding. What cannot be told of a change does not silence it.</summary>
public sealed class NoticeFilter
{
    private const int Longest = 2000;

    private static readonly ImmutableArray<(string Name, CelType Type, Func<Notice, Value> Of)> Fields =
    [
        ("id", CelType.String, n => Value.Of(n.Finding.Id)), ("state", CelType.String, n => Value.Of(n.State.Name())), ("estate", CelType.String, n => Value.Of(n.Estate)),
        ("rule", CelType.String, n => Value.Of(n.Finding.Rule.Id)), ("control", CelType.String, n => Value.Of(n.Finding.Rule.Control)),
        ("severity", CelType.String, n => Value.Of(n.Finding.Weight.Severity.Name())), ("message", CelType.String, n => Value.Of(n.Finding.Message)),
        ("asset", CelType.String, n => Value.Of(n.Finding.Asset.Id.ToString())), ("kind", CelType.String, n => Value.Of(n.Finding.Asset.Id.Kind.Name())),
        ("name", CelType.String, n => Fact(n, "name")), ("environment", CelType.String, n => Fact(n, "environment")),
        ("account", CelType.String, n => Fact(n, "account")), ("owner", CelType.String, n => Fact(n, "owner")),
        ("score", CelType.Int, n => n.IsWhole ? Value.Of(n.Finding.Weight.Score) : Unknown("score")), ("maturity", CelType.String, n => Value.Of(n.Finding.Rule.Maturity.Name())),
        ("disciplines", CelType.List(CelType.String), n => Value.List(n.Finding.Rule.Disciplines)),
    ];

    private static readonly CelEnvironment Environment = new(Fields.Select(f => (f.Name, f.Type)));
    private readonly CelProgram? program;

    private NoticeFilter(CelProgram? program) => this.program = program;

    /// <summary>The names that a condition may read.</summary>
    public static IEnumerable<string> Names => Fields.Select(f => f.Name);

    /// <summary>Reads a condition; null and a sentence where it is none.</summary>
    public static NoticeFilter? Read(string condition, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(condition)) return new NoticeFilter(null);
        if (condition.Length > Longest)
        {
            problem = $"`filter` is longer than {Longest} characters; write two targets";
            return null;
        }

        var program = Environment.Compile(condition, out var errors, CelType.Bool);
        if (program is null) problem = $"`filter` is no condition: {errors[0].Message}; it may read {string.Join(", ", Names)}";
        return program is null ? null : new NoticeFilter(program);
    }

    /// <summary>True unless the condition says no.</summary>
    public bool Passes(Notice notice)
    {
        if (program is null) return true;
        var slots = new Value[Fields.Length];
        foreach (var at in program.Reads) slots[at] = Fields[at].Of(notice);
        return !program.Evaluate(slots).IsFalse;
    }

    private static Value Fact(Notice notice, string name) => notice.Finding.Asset.Fact(name) is { } text ? Value.Of(text) : notice.IsWhole ? Value.Of("") : Unknown(name);

    private static Value Unknown(string name) => Value.Unknown($"`{name}` is not known any more");
}
