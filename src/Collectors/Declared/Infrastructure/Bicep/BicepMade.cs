namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>A resource that a call makes, before it is seen beside the others of its root.</summary>
/// <param name="Resource">The resource.</param>
/// <param name="IsKnown">Its name is known.</param>
/// <param name="Group">The resource groups or subscriptions that it and the calls on the way are said to go to; empty where none is said.</param>
internal sealed record BicepMade(Resource Resource, bool IsKnown, string Group);
