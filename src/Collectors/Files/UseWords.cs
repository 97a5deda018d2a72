using Plumbline.Cel.Types;
using Plumbline.Code.Names;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files;

/// <summary>The words that say what code, and files in its place, do with AI.</summary>
public static class UseWords
{
    /// <summary>One place in code that uses AI.</summary>
    public static CelType Shape { get; } = CelType.Object("code-use",
        ("use", CelType.String),            // client, model, chat, embedding, image, speech, rerank, agent, tool, retrieval, mcp, inference, guardrail, training
        ("provider", CelType.String),       // who answers: openai, bedrock, …; empty = the code does not say
        ("library", CelType.String),        // openai, langchain, …
        ("callee", CelType.String),         // the function, type or method
        ("name", CelType.String),           // of an agent, tool, index, server; empty = not written
        ("models", CelType.List(CelType.String)),   // model ids, as written
        ("known", CelType.String),          // literal, constant, caller, service, configuration, default; open = named and not known; empty = names none
        ("open", CelType.List(CelType.String)),     // names of parameters and settings that the model is taken from
        ("prompt", CelType.String),         // fingerprint of the system prompt; empty = none is written
        ("promptAt", CelType.String),       // file:line of its text
        ("tools", CelType.List(CelType.String)),    // names of the tools given to it
        ("key", CelType.String),            // `environment NAME`, literal, identity; empty = the code does not say
        ("host", CelType.String),           // where requests go; empty = the library's own
        ("caching", CelType.Bool), ("guardrail", CelType.Bool),
        ("part", CelType.String),           // app, test, docs
        ("at", CelType.String));            // file:line: two places that do the same are two

    /// <summary>The words.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.Workload, "uses", Shape, true, "what its code does with AI, place by place", IsOptional: true),
        new(AssetKind.Workload, "mentions", Shape, true, "what its tests and examples in documentation do with AI", IsIncidental: true, IsOptional: true),
    ];

    /// <summary>The surest of the ways in which models are known; `open` where they are named and not known, empty where none is named.</summary>
    public static string Known(Said models) => models.All.IsEmpty ? models.Open.IsEmpty ? "" : "open" : models.All.Min(w => w.How).ToString().ToLowerInvariant();

    /// <summary>A text that must not be a key: where its form says that it is one, the head of its fingerprint.</summary>
    public static string Masked(string text) => SettingSecrets.Known(text) is null ? text : Fingerprints.OfText(text)[..19];

    /// <summary>A model id as the shared word says it.</summary>
    public static Value Model(string text)
    {
        var id = ModelId.Parse(Masked(text));
        return Value.Map(("id", Value.Of(id.Text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)));
    }

    /// <summary>A tool as it is granted to an agent, of which only the name is known.</summary>
    public static Value Tool(string name) => Value.Map(
        ("name", Value.Of(name)), ("group", Value.Of("")), ("effect", Value.Of("unknown")), ("confirmation", Value.False), ("runs", Value.Of("")));
}
