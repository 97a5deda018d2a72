namespace Plumbline.Guardrails.Models.Pickles;

/// <summary>An array that stands in the stream behind its description: where it ends, or that a pickle begins there.</summary>
internal readonly record struct Follow(long At, bool IsPickle);
