using System.Collections.Immutable;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;

namespace Plumbline.Server.Api;

/// <summary>What a list can be filtered by: names, their types, and how an item says them.</summary>
/// <param name="fields">Name, type and value of each field.</param>
internal sealed class Filter<T>(params ImmutableArray<(string Name, CelType Type, Func<T, Value> Of)> fields)
{
    private const int Longest = 2000;
    private const long Steps = 5 * Frame.Steps;
    private const string TooMuch = "`filter` asks too much of a list as long as this; ask for less in it";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private readonly CelEnvironment environment = new(fields.Select(f => (f.Name, f.Type)));

    /// <summary>The names, for who asks what can be filtered by.</summary>
    public IEnumerable<string> Names => fields.Select(f => f.Name);

    /// <summary>The items for which a CEL condition holds; null and a sentence where it is none. What cannot be told of an item leaves it out.</summary>
    /// <param name="items">The items.</param>
    /// <param name="condition">The condition; empty for all of them.</param>
    /// <param name="problem">What is wrong with it, also that it asks more than one request may.</param>
    /// <param name="clock">Ends what takes long; null where only its steps are counted.</param>
    /// <param name="cancellation">Ends it where nobody waits for the answer any more.</param>
    public IReadOnlyList<T>? Of(IReadOnlyList<T> items, string? condition, out string? problem, TimeProvider? clock = null, CancellationToken cancellation = default)
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

        var found = Found(items, program, clock, cancellation);
        if (found is null) problem = TooMuch;
        return found;
    }

    private List<T>? Found(IReadOnlyList<T> items, CelProgram program, TimeProvider? clock, CancellationToken cancellation)
    {
        var (slots, found) = (new Value[fields.Length], new List<T>());
        var (steps, began) = (Steps, clock?.GetTimestamp() ?? 0);
        foreach (var item in items)
        {
            cancellation.ThrowIfCancellationRequested();
            if (clock is not null && clock.GetElapsedTime(began) > Patience) return null;
            foreach (var at in program.Reads) slots[at] = fields[at].Of(item);
            var before = steps;
            if (program.Evaluate(slots, ref steps).IsTrue) found.Add(item);
            // An item that took all its steps says nothing, and is not left out as if it did.
            if (steps < 0 || before - steps > Frame.Steps) return null;
        }

        return found;
    }
}
