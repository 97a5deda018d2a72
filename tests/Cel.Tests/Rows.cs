using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Cel.Tests;

/// <summary>An environment like the rules', and rows for it.</summary>
internal static class Rows
{
    private static readonly CelType Call = Object("call", ("base", CelType.String), ("count", Int), ("region", CelType.String));

    public static CelEnvironment Environment { get; } = new(
        [
            ("asset.environment", CelType.String), ("asset.regulated", Bool), ("observed.calls", List(Call)),
            ("approved.models", List(CelType.String)), ("deployed.guardrail", Call), ("n", Int), ("x", CelType.Double), ("text", CelType.String),
            ("p", Bool), ("q", Bool), ("r", Bool), ("approved.calls", List(Call)),
        ],
        [("now", Value.Of(DateTimeOffset.UnixEpoch), CelType.Timestamp), ("params.hours", Value.Of(24L), Int)]);

    public static CelProgram Compile(string text)
    {
        var program = Environment.Compile(text, out var errors);
        Assert.True(program is not null, string.Join("; ", errors));
        return program;
    }

    public static string Fault(string text, CelType? expected = null)
    {
        Assert.Null(Environment.Compile(text, out var errors, expected));
        return errors[0].ToString();
    }

    public static Value CallOf(string model, long count) =>
        Value.Map(("base", Value.Of(model)), ("count", Value.Of(count)), ("region", Value.Of("eu-west-1")));

    /// <summary>Slots with the given variables set and the others unknown.</summary>
    public static Value[] Row(params ReadOnlySpan<(string Name, Value Value)> given)
    {
        var row = Environment.Variables.Select(v => Value.Unknown($"nobody looked for `{v.Name}`")).ToArray();
        foreach (var (name, value) in given) row[Index(name)] = value;
        return row;
    }

    public static int Index(string name)
    {
        for (var i = 0; i < Environment.Variables.Length; i++) if (Environment.Variables[i].Name == name) return i;
        throw new ArgumentException(name);
    }

    public static Truth Test(string text, params ReadOnlySpan<(string Name, Value Value)> given) => Compile(text).Test(Row(given));
}
