namespace Plumbline.Collectors.Approved.Registry;

/// <summary>One approved version of a prompt.</summary>
/// <param name="Version">What it is called.</param>
/// <param name="From">In force from then on.</param>
/// <param name="Hash">The fingerprint of its text.</param>
/// <param name="Text">The text; null where the registry gives only the hash.</param>
/// <param name="Said">Where it is written.</param>
internal sealed record PromptText(string Version, DateTimeOffset From, string Hash, string? Text, Said Said);
