using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>An object of a known library, and the call that makes it.</summary>
/// <param name="Type">Its type as the catalogue names it; empty where nothing more is known of it.</param>
/// <param name="Entry">What made it.</param>
/// <param name="Name">The function, type or method as the catalogue writes it: `ChatOpenAI`, `chat.completions.create`.</param>
/// <param name="Call">The call; null for a name that only has a type.</param>
/// <param name="At">Where the call stands.</param>
/// <param name="Of">The object whose method it is.</param>
/// <param name="Chain">What was said to a builder on the way, method by method.</param>
internal sealed record Thing(string Type, Entry Entry, string Name, Call? Call, Place At, Thing? Of, ImmutableArray<Argument> Chain)
{
    /// <summary>Of a parameter, what its callers hand over.</summary>
    public ImmutableArray<Thing> Handed { get; init; } = [];

    /// <summary>How they are known: from callers, or from a container of services.</summary>
    public Knowing How { get; init; } = Knowing.Caller;

    /// <summary>Of a parameter that somebody hands over whom nobody can name, its name; empty otherwise.</summary>
    public string Open { get; init; } = "";
}
