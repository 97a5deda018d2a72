using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.PromptForms;

/// <summary>One message of a prompt.</summary>
/// <param name="Role">system, user, assistant, placeholder, or what the prompt calls it; lower case.</param>
/// <param name="Text">Its texts, one a line; the name of a placeholder.</param>
/// <param name="Kinds">What it consists of, in order, the same kind behind itself once: text, image, …</param>
public sealed record PromptMessage(string Role, string Text, ImmutableArray<string> Kinds);
