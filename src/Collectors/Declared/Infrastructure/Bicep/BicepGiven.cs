using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>What a call gives the parameters of a file.</summary>
/// <param name="Values">What is given by name.</param>
/// <param name="Rest">Why any other parameter may be given as well; null where none is.</param>
/// <param name="Hangs">The root's parameter by whose default a parameter has its value; null where nobody's default decides it.</param>
public sealed record BicepGiven(IReadOnlyDictionary<string, Term> Values, OpenTerm? Rest, Func<string, string?> Hangs)
{
    /// <summary>Nothing.</summary>
    public static readonly BicepGiven None = new(ImmutableDictionary<string, Term>.Empty, null, _ => null);

    /// <summary>The value of a parameter; null where its default holds: nothing given, or null.</summary>
    public Term? this[string name] => Values.GetValueOrDefault(name) switch
    {
        null => Rest,
        NullTerm => null,
        var value => value,
    };
}
