using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;

namespace Plumbline.Server.Api;

/// <summary>What a list can be filtered by: names, their types, and how an item says them.</summary>
/// <param name="fields">Name, type and value of each field.</param>
internal sealed class Filter<T>(params ImmutableArray<(string Name, CelType Type, Func<T, Value> Of)> fields)
{
    private const int Longest = 2000;
    private readonly CelEnvironment environment = new(fields.Select(f => (f.Name, f.Type)));

    /// <summary>The names, for who asks what can be filtered by.</summary>
    public IEnumerable<string> Names => fields.Select(f => f.Name);

    /// <summary>The items for which a CEL condition holds; null and a sentence where it is none. What cannot be told of an item leaves it out.</summary>
    public IReadOnlyList<T>? Of(IReadOnlyList<T> items, string? condition, out string? problem)
    {
        problem = null;
        if (string.IsNullOrWhiteSpace(condition)) return items;
        if (condition.Length > Longest)
        {
            problem = $"`filter` is longer than {Longest} characters; ask for less at once";
            return null;
        }

        var program = environment.Compile(condition, out var errors, CelType.Bool);
        if (program is null)
        {
            problem = $"`filter` is no condition: {errors[0].Message}; it may read {string.Join(", ", Names)}";
            return null;
        }

        var slots = new Value[fields.Length];
        var found = new List<T>();
        foreach (var item in items)
        {
            foreach (var at in program.Reads) slots[at] = fields[at].Of(item);
            if (program.Evaluate(slots).IsTrue) found.Add(item);
        }

        return found;
    }
}
