using System.Collections.Immutable;
using Plumbline.Collectors.Files.PromptForms;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>One version of a prompt as a store answers it.</summary>
/// <param name="Store">bedrock, langfuse, mlflow.</param>
/// <param name="Id">The prompt in the store, whatever its version.</param>
/// <param name="Name">The name people use.</param>
/// <param name="Version">Its number; DRAFT.</param>
/// <param name="Variant">Which variant of it; empty for the one that is used where nobody names one.</param>
/// <param name="File">The file that holds it.</param>
internal sealed record StoredPrompt(string Store, string Id, string Name, string Version, string Variant, string File)
{
    /// <summary>The version that changes without a new number.</summary>
    public const string Draft = "DRAFT";

    /// <summary>What it says; null where the answer only names it.</summary>
    public PromptForm? Form { get; init; }

    /// <summary>Labels, aliases and stages.</summary>
    public ImmutableArray<string> Labels { get; init; } = [];

    /// <summary>The variables that the store knows of; null where it keeps no list.</summary>
    public ImmutableArray<string>? Declared { get; init; }

    /// <summary>The model it is meant for; empty where it says none.</summary>
    public string Model { get; init; } = "";

    /// <summary>Who made it; empty where the store does not say.</summary>
    public string By { get; init; } = "";

    /// <summary>When it was made; year 1 where the store does not say.</summary>
    public DateTimeOffset Created { get; init; }

    /// <summary>When it last changed, labels included.</summary>
    public DateTimeOffset Changed { get; init; }

    /// <summary>What its author says of it.</summary>
    public string Note { get; init; } = "";

    /// <summary>Secrets in its text, its settings and its note.</summary>
    public ImmutableArray<StoredSecret> Secrets { get; init; } = [];

    /// <summary>How to get what is missing.</summary>
    public string Fix { get; init; } = "";
}
