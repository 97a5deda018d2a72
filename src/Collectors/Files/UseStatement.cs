using System.Collections.Immutable;
using Plumbline.Cel.Types;

namespace Plumbline.Collectors.Files;

/// <summary>One place that uses AI, as <see cref="UseWords.Shape"/> says it.</summary>
/// <param name="Use">What it does.</param>
/// <param name="Provider">Who answers; empty where nothing says it.</param>
/// <param name="Library">The library.</param>
/// <param name="Callee">The function, type or method, or the format.</param>
public sealed record UseStatement(string Use, string Provider, string Library, string Callee)
{
    /// <summary>Of an agent, tool, index, server; empty where none is written.</summary>
    public string Name { get; init; } = "";

    /// <summary>Model ids as written.</summary>
    public ImmutableArray<string> Models { get; init; } = [];

    /// <summary>How they are known.</summary>
    public string Known { get; init; } = "";

    /// <summary>Names that the model is taken from.</summary>
    public ImmutableArray<string> Open { get; init; } = [];

    /// <summary>Fingerprint of the system prompt.</summary>
    public string Prompt { get; init; } = "";

    /// <summary>Where its text stands.</summary>
    public string PromptAt { get; init; } = "";

    /// <summary>Names of the tools given to it.</summary>
    public ImmutableArray<string> Tools { get; init; } = [];

    /// <summary>Where the key comes from, never the key.</summary>
    public string Key { get; init; } = "";

    /// <summary>Where requests go.</summary>
    public string Host { get; init; } = "";

    /// <summary>It asks its provider to keep the prompt cached.</summary>
    public bool IsCaching { get; init; }

    /// <summary>It names a guardrail.</summary>
    public bool HasGuardrail { get; init; }

    /// <summary>What part of the repository it stands in.</summary>
    public FilePart Part { get; init; }

    /// <summary>Where it stands: `file:line`.</summary>
    public required string At { get; init; }

    /// <summary>The statement as a value.</summary>
    public Value ToValue() => Value.Map(
        ("use", Value.Of(Use)), ("provider", Value.Of(Provider)), ("library", Value.Of(Library)), ("callee", Value.Of(Callee)), ("name", Value.Of(UseWords.Masked(Name))),
        ("models", Value.List(Models.Select(UseWords.Masked))), ("known", Value.Of(Known)), ("open", Value.List(Open)), ("prompt", Value.Of(Prompt)), ("promptAt", Value.Of(PromptAt)),
        ("tools", Value.List(Tools)), ("key", Value.Of(Key)), ("host", Value.Of(Host)), ("caching", Value.Of(IsCaching)), ("guardrail", Value.Of(HasGuardrail)), ("part", Value.Of(Part.ToString().ToLowerInvariant())), ("at", Value.Of(At)));
}
