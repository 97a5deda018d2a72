namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>What expressions ask for that lies outside their file; null where nobody knows.</summary>
/// <param name="Output">An output of a module, by declaration, index of its loop and name.</param>
/// <param name="Load">What a file holds, by the function that loads it and the path as written.</param>
public sealed record BicepDoors(Func<Declaration, Term?, string, Term?> Output, Func<string, string, Term?> Load)
{
    /// <summary>Nothing.</summary>
    public static readonly BicepDoors None = new((_, _, _) => null, (_, _) => null);
}
