using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;
using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>What the arguments of a use, and the objects it hangs on, say of it.</summary>
internal sealed class UseFacts(Things things, Texts texts)
{
    private const int Deepest = 5;
    private static readonly string[] Makers = ["openai", "anthropic", "mistral", "cohere", "groq", "deepseek", "xai"];
    private const int MostMembers = 24;
    private readonly Arguments arguments = new(things);

    /// <summary>The models that may answer.</summary>
    public Said Models(Thing thing)
    {
        var said = Models(thing, 0);
        return said.All.All(w => IsName(w.Value)) ? said : said with { All = [.. said.All.Where(w => IsName(w.Value))] };
    }

    // No provider's model has white space in its id; `<your model>` is a place to fill in.
    private static bool IsName(string text) => text.Length > 0 && text[0] != '<' && !text.Any(char.IsWhiteSpace);

    private Said Models(Thing thing, int depth)
    {
        if (depth > Deepest) return Said.Nothing;
        if (thing.Call is { } call && thing.Name == "AddAIAgent") return Models(Hosted(thing, call), depth + 1);
        if (arguments.Value(thing, thing.Entry.Takes.Model) is var (value, at) && Named(value, at, depth) is { } said && said != Said.Nothing) return said;
        var held = thing.Of is { } of ? Models(of, depth + 1) : Handed(thing, depth);
        return held == Said.Nothing && thing.Entry is { Use: Use.Agent, Takes.Model.Length: 0 } ? Team(thing, depth) : held;
    }

    // A team answers with the models of its members; a member of which nothing is known is open.
    private Said Team(Thing thing, int depth)
    {
        var members = Members(thing).Take(MostMembers).Select(m => (m.Value, Said: things.Of(m.Value, m.At) is { } member ? Models(member, depth + 1) : null)).ToList();
        var said = members.Aggregate(Said.Nothing, (all, m) => Texts.Join(all, m.Said ?? Said.Nothing));
        return said.All.IsEmpty ? said : said with { Open = [.. said.Open.Concat(members.Where(m => m.Said is null).Select(m => Texts.Shown(m.Value))).Distinct()] };
    }

    // `AddAIAgent("name", "instructions")` takes its client from the container, by a key where one is given; else a client or a function that makes the agent is handed over.
    private Thing Hosted(Thing thing, Call call)
    {
        foreach (var argument in call.Arguments.Skip(1)) if (argument.Value is not Text && things.Returned(argument.Value, thing.At) is { } made) return made;
        var keyed = arguments.Value(thing, ["chatClientServiceKey", "3"]);
        var key = keyed is var (value, at) ? texts.Of(value, at) is { Open.IsEmpty: true, All: [var only] } ? only.Value : "?" : "";
        return new Thing("chat-client", thing.Entry, "", null, thing.At, null, [])
        {
            Handed = call.Arguments.Any(a => a.Value is Lambda) ? [] : things.Services.Of("chat-client", key, thing.At.File), How = Knowing.Service,
        };
    }

    // An object that callers hand over brings its models along.
    private Said Handed(Thing thing, int depth)
    {
        if (thing.Handed.IsEmpty) return Said.Nothing;
        var said = thing.Handed.Select(t => Models(t, depth + 1)).Aggregate(Said.Nothing, Texts.Join);
        return said with
        {
            All = [.. said.All.Select(w => w.How is Knowing.Literal or Knowing.Constant ? w with { How = thing.How } : w)],
            Open = thing.Open.Length == 0 || said.All.IsEmpty ? said.Open : [.. said.Open.Append(thing.Open).Distinct()],
        };
    }

    private Said Named(Expression value, Place at, int depth)
    {
        if (things.Of(value, at) is { } made && (made.Entry.Takes.Model.Length > 0 || made.Of is not null || !made.Handed.IsEmpty)) return Models(made, depth + 1);
        foreach (var found in things.Resolver.Follow(value, at))
        {
            if (found.Value is Fields fields && Key(fields, "model") is { } inner) return texts.Of(inner, found.At);
        }

        return texts.Of(value, at);
    }

    // `llm_config={"config_list": [{"model": …}]}`
    private static Expression? Key(Expression root, string key) =>
        Walk.Of(root).OfType<Fields>().SelectMany(f => f.All).FirstOrDefault(f => f.Key == key).Value;

    /// <summary>Who answers; empty where the code does not say.</summary>
    public string Provider(Thing thing)
    {
        var said = Provider(thing, 0);
        // A library speaks its maker's protocol to whatever address it is given: at a foreign one its maker does not answer.
        return said.Length > 0 && Makers.Contains(said) && Host(thing) is { Length: > 0 } host && ProviderNames.OfHost(host).Length == 0 ? "" : said;
    }

    private string Provider(Thing thing, int depth)
    {
        if (depth > Deepest) return "";
        if (Host(thing) is { Length: > 0 } host && ProviderNames.OfHost(host) is { Length: > 0 } behind) return behind;
        if (arguments.Value(thing, thing.Entry.Takes.Model) is var (value, at))
        {
            if (things.Of(value, at) is { } made && Provider(made, depth + 1) is { Length: > 0 } inner) return inner;
            var isRouted = thing.Entry.Sdk.Provider.Length == 0 || thing.Entry.Sdk.Name is "google-adk" or "strands";
            if (isRouted && texts.Of(value, at).All.Select(w => ProviderNames.OfModel(w.Value)).FirstOrDefault(p => p.Length > 0) is { } named) return named;
        }

        if (thing.Call is { } call && thing.Name == "AddAIAgent") return Provider(Hosted(thing, call), depth + 1);
        if (thing.Entry.Sdk.Name == "sagemaker") return thing.Entry.Sdk.Provider;
        if (thing.Of is { } of && Provider(of, depth + 1) is { Length: > 0 } holder) return holder;
        if (thing.Handed.Select(t => Provider(t, depth + 1)).Distinct().ToList() is [{ Length: > 0 } handed]) return handed;
        return thing.Entry.Sdk is { Provider: "" } or { Provider: "bedrock", Name: not "anthropic" } && ProviderNames.OfName(thing.Name) is { Length: > 0 } said ? said : thing.Entry.Sdk.Provider;
    }

    /// <summary>The host that requests go to, with a port that is written; empty where none is written.</summary>
    public string Host(Thing thing)
    {
        for (var next = thing; next is not null; next = next.Of)
        {
            if (arguments.Value(next, next.Entry.Takes.Url) is not var (value, at)) continue;
            if (value is Call { IsNew: true, Arguments: [{ Value: var inner }, ..] }) value = inner;
            var said = texts.Of(value, at).All;
            // Which of several callers' hosts it is, the code does not say.
            if (said.Length > 1 && said.Any(w => w.How == Knowing.Caller)) continue;
            foreach (var wording in said)
            {
                if (Uri.TryCreate(wording.Value, UriKind.Absolute, out var uri) && uri.Host.Length > 0) return uri.IsDefaultPort ? uri.Host : $"{uri.Host}:{uri.Port}";
            }
        }

        return Agreed(thing, Host);
    }

    /// <summary>Where the key comes from: `environment NAME`, `literal`, `identity`; empty where the code does not say. Never the key.</summary>
    public string Key(Thing thing)
    {
        for (var next = thing; next is not null; next = next.Of)
        {
            if (arguments.Value(next, next.Entry.Takes.Key) is not var (value, at)) continue;
            if (KeyOf(value, at) is { Length: > 0 } key) return key;
        }

        return Agreed(thing, Key);
    }

    // What all that callers hand over says alike.
    private static string Agreed(Thing thing, Func<Thing, string> ask)
    {
        for (var next = thing; next is not null; next = next.Of)
        {
            if (!next.Handed.IsEmpty) return next.Handed.Select(ask).Distinct(StringComparer.Ordinal).ToList() is [var only] ? only : "";
        }

        return "";
    }

    private string KeyOf(Expression value, Place at)
    {
        foreach (var found in things.Resolver.Follow(value, at))
        {
            if (found.Value is Call { Callee: var callee } call)
            {
                var name = Texts.Shown(callee);
                if (name.EndsWith("Credential", StringComparison.Ordinal) && !name.EndsWith("KeyCredential", StringComparison.Ordinal)) return "identity";
                if (name.Contains("token_provider", StringComparison.Ordinal) || name.Contains("TokenProvider", StringComparison.Ordinal)) return "identity";
                if (name.EndsWith("KeyCredential", StringComparison.Ordinal) && call.Arguments is [{ Value: var inner }, ..]) return KeyOf(inner, found.At);
            }
        }

        var said = texts.Of(value, at);
        if (said.Settings is [var setting, ..]) return $"environment {setting}";
        return said.All.Any(w => SettingSecrets.KindOf("api_key", w.Value) is not null) ? "literal" : "";
    }

    /// <summary>The fingerprint of the system prompt with the place of its text; null where none is written down.</summary>
    public (Wording Text, bool IsWhole)? Prompt(Thing thing)
    {
        for (var next = thing; next is not null; next = next.Of)
        {
            var said = arguments.Value(next, next.Entry.Takes.System) is var (value, at) ? System(value, at)
                : arguments.Value(next, next.Entry.Takes.Messages) is var (messages, from) ? new SystemMessages(things, texts).In(messages, from) : Said.Nothing;
            if (said.All is [var only, ..] && only.Value.Trim().Length > 0) return (only, said.Open.IsEmpty && said.All.Length == 1);
        }

        return null;
    }

    // `system=[{"text": "…"}]`
    private Said System(Expression value, Place at)
    {
        foreach (var found in things.Resolver.Follow(value, at))
        {
            if (found.Value is Items { All: [Fields first, ..] } && first.All.FirstOrDefault(f => f.Key is "text" or "Text").Value is { } text) return texts.Of(text, found.At);
            if (found.Value is Items { All: [Call { IsNew: true } made, ..] } && made.Arguments.FirstOrDefault(a => a.Name is "Text" or "text") is { } named) return texts.Of(named.Value, found.At);
        }

        return texts.Of(value, at);
    }

    /// <summary>The names of the tools, and whether all are known.</summary>
    /// <remarks>A hosted agent gets more of them from what is chained to it.</remarks>
    public (ImmutableArray<string> Names, bool IsWhole) Tools(Thing thing) => thing.Name == "AddAIAgent" ? ([], false) :
        arguments.Value(thing, thing.Entry.Takes.Tools) is var (value, at) ? new ToolNames(things, texts, arguments).In(value, at) : ([], true);

    /// <summary>The name it is given, or that of the function it is made from; empty where none is written.</summary>
    public string Name(Thing thing) => new ToolNames(things, texts, arguments).Of(thing);

    /// <summary>The agents that it hands over to.</summary>
    public IEnumerable<(Expression Value, Place At)> Members(Thing thing)
    {
        if (arguments.Value(thing, thing.Entry.Takes.Agents) is not var (value, at)) yield break;
        foreach (var found in things.Resolver.Follow(value, at))
        {
            if (found.Value is Items items) foreach (var item in items.All) yield return (item, found.At);
            else yield return (found.Value, found.At);
        }
    }

    /// <summary>True where the call asks its provider to keep the prompt cached.</summary>
    public bool IsCaching(Thing thing) => Inside(thing).Any(k => k is "cache_control" or "cacheControl" or "cachePoint" or "cached_content" or "cachedContent" or "CacheControl" or "prompt_cache_key" or "CachePoint");

    /// <summary>True where the call names a guardrail.</summary>
    public bool HasGuardrail(Thing thing) => Inside(thing).Any(k => k is "guardrailConfig" or "guardrailIdentifier" or "guardrail_config" or "GuardrailConfig" or "GuardrailIdentifier" or "guardrails" or "input_guardrails" or "output_guardrails" or "guardrail_id");

    private IEnumerable<string> Inside(Thing thing) => thing.Call is null ? [] : Whole(thing).SelectMany(e => e switch
    {
        Fields fields => fields.All.Select(f => f.Key),
        Call { Callee: Member { Value: var told } } call => call.Arguments.Select(a => a.Name).OfType<string>().Append(told),
        Call call => call.Arguments.Select(a => a.Name).OfType<string>(),
        _ => [],
    });

    // The call with the options that names in it lead to.
    private IEnumerable<Expression> Whole(Thing thing)
    {
        foreach (var expression in Walk.Of(thing.Call!))
        {
            yield return expression;
            if (expression is Lambda lambda) foreach (var said in Arguments.SaidIn(lambda, thing.At)) yield return said;
        }

        foreach (var argument in thing.Call!.Arguments.SelectMany(a => a.Value is Fields fields ? [a.Value, .. fields.All.Where(f => f.Key == "...").Select(f => f.Value)] : (Expression[])[a.Value]))
        {
            if (argument is not Code.Trees.Name) continue;
            foreach (var options in things.Resolver.Follow(argument, thing.At).Where(f => f.Value is Fields).SelectMany(f => Walk.Of(f.Value))) yield return options;
        }
    }
}
