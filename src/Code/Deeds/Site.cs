using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>A call of something that is not of the folder.</summary>
/// <param name="Call">The call as written.</param>
/// <param name="Frame">The run it is in.</param>
/// <param name="Receiver">What its method is called on.</param>
/// <param name="Name">The method.</param>
/// <param name="Arguments">What is given.</param>
internal sealed record Site(Call Call, Frame Frame, Value Receiver, string Name, List<Passed> Arguments)
{
    /// <summary>1-based.</summary>
    public int Line => Call.Line;

    /// <summary>What is given at a place, or by one of the names.</summary>
    public Value At(int place, params ReadOnlySpan<string> names)
    {
        foreach (var name in names) if (Arguments.LastOrDefault(a => a.Name == name) is { } named) return named.Value;
        if (place < 0) return Value.Nothing;
        var seen = 0;
        foreach (var argument in Arguments) if (argument.Name is null && seen++ == place) return argument.Value;
        return Value.Nothing;
    }

    /// <summary>Everything that is given, behind the first so many.</summary>
    public Value All(int from = 0) => Arguments.Skip(from).Select(a => a.Value).Aggregate(Value.Nothing, (a, b) => a.Or(b));

    /// <summary>True where a name is given the written word `true`.</summary>
    public bool Says(string name) => Call.Arguments.Any(a => a.Name == name && a.Value is Literal { Value: "True" or "true" });
}
