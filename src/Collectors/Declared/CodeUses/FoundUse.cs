using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>One place in code that uses AI, and all that is known of it.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line of the file on which the name of what is called stands.</param>
/// <param name="Thing">What it makes or calls.</param>
/// <param name="Name">Its name; empty where none is written.</param>
/// <param name="Bound">The variable or function that holds it; empty where none does.</param>
/// <param name="Provider">Who answers; empty where the code does not say.</param>
/// <param name="Prompt">The system prompt, and whether its text is whole and the only one; null where none is written down.</param>
/// <param name="Models">The models that may answer.</param>
/// <param name="Tools">Tools given to it, and whether all are known.</param>
/// <param name="Members">Agents that it hands over to.</param>
internal sealed record FoundUse(
    CodeFile File, int Line, Thing Thing, string Name, string Bound, string Provider, (Wording Text, bool IsWhole)? Prompt, Said Models, (ImmutableArray<string> Names, bool IsWhole) Tools, ImmutableArray<(Expression Value, Place At)> Members)
{
    /// <summary>What it does.</summary>
    public Use Use => Thing.Entry.Use;
}
