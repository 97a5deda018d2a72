using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Tells what an expression is an object of: through constructors, factories, methods, declared types and builders of known libraries.</summary>
internal sealed partial class Things
{
    private const int Deepest = 12;
    private const int LongestPath = 4;
    private const string Builds = ".builder";
    private static readonly HashSet<string> Empty = [];
    private readonly ConditionalWeakTable<Call, Box> known = [];
    private readonly ConditionalWeakTable<Expression, Box> objects = [];
    private readonly Dictionary<string, HashSet<string>> opened = new(StringComparer.Ordinal);
    private readonly Func<SourceFile, IEnumerable<string>> globals;
    private readonly Arguments arguments;
    private readonly Resolver resolver;
    private readonly Callers callers;
    private readonly Services services;
    private int depth;

    /// <summary>Reads the objects of a code base.</summary>
    /// <param name="code">Its files.</param>
    /// <param name="sites">Where functions are called.</param>
    /// <param name="beside">The parsed files of the project of a file.</param>
    /// <param name="globals">Namespaces that a project opens for all its files; by the file that asks.</param>
    public Things(CodeBase code, CallSites sites, Func<SourceFile, IEnumerable<SourceFile>> beside, Func<SourceFile, IEnumerable<string>> globals)
    {
        this.globals = globals;
        arguments = new Arguments(this);
        resolver = new Resolver(code, (symbol, file) => SdkCatalogue.Find(symbol, Opened(file)) is { Sdk.IsShadowable: false } || (file.Tree.Language == Language.CSharp && SdkCatalogue.IsOwner(symbol, Opened(file))));
        callers = new Callers(resolver, sites);
        services = new Services(this, beside);
    }

    /// <summary>What callers give for parameters.</summary>
    public Callers Callers => callers;

    /// <summary>What containers of services hand out.</summary>
    public Services Services => services;

    /// <summary>Follows names.</summary>
    public Resolver Resolver => resolver;

    /// <summary>The object that an expression is; null where no known library makes it.</summary>
    public Thing? Of(Expression expression, Place at)
    {
        if (objects.TryGetValue(expression, out var box)) return box.Thing;
        if (depth >= Deepest) return null;
        objects.AddOrUpdate(expression, box = new Box());
        depth++;
        try
        {
            return box.Thing = expression is Call call ? OfCall(call, at) ?? Behind(call, at) : resolver.Follow(expression, at).Select(OfFound).FirstOrDefault(t => t is not null);
        }
        finally
        {
            depth--;
        }
    }

    private Thing? OfFound(Found found) => found.Value switch
    {
        Call call => OfCall(call, found.At),
        Other other => OfParts(other, found.At),
        Given given => OfGiven(given, found.At),
        Symbol symbol when SdkCatalogue.Find(symbol, Opened(found.At.File)) is { Takes.IsEmpty: true } entry => new Thing(entry.Gives, entry, symbol.Last, null, found.At, null, []),
        _ => null,
    };

    // `prompt | model | parser`
    private Thing? OfParts(Other other, Place at) => other.Inner.Length > 4 ? null : other.Inner.Select(i => Of(i, at)).FirstOrDefault(t => t is { Type: "lc-model" or "lc-chain" });

    // A function of the project that gives back what a library made.
    private Thing? Behind(Call call, Place at) => resolver.Follow(call, at)
        .Where(f => !ReferenceEquals(f.Value, call)).Select(OfFound).FirstOrDefault(t => t is not null);

    // What callers hand over, where all that is known of it is of one type; else what its type says.
    private Thing? OfGiven(Given given, Place at)
    {
        var typed = given.Type.Length > 0 ? OfType(given.Type, at) : null;
        var handed = callers.Of(given, at);
        var known = handed.All.Select(a => Of(a.Value, a.At)).ToList();
        ImmutableArray<Thing> things = [.. known.OfType<Thing>().Where(t => t.Type.Length > 0 || typed is not null).Distinct()];
        if (things.IsEmpty) return typed is null ? null : Injected(typed, KeyOf(given, at), at);
        if (typed is null && things.Any(t => t.Type != things[0].Type)) return null;
        var isWhole = handed.IsWhole && !known.Contains(null);
        return (typed ?? things[0] with { Call = null, Of = null, Chain = [], At = at }) with { Handed = things, Open = isWhole ? "" : given.Name };
    }

    /// <summary>What a function gives back that is written where it is used; else the object that the expression is.</summary>
    public Thing? Returned(Expression value, Place at) => value is not Lambda lambda ? Of(value, at)
        : at.File.Bindings(lambda.Definition, Binding.Return, int.MaxValue).Select(b => b.Value is { } result ? Of(result, new Place(at.File, lambda.Definition)) : null).FirstOrDefault(t => t is not null);

    // A parameter of a service's type that no code gives is given by the container.
    private Thing Injected(Thing typed, string key, Place at) =>
        services.Of(typed.Type, key, at.File) is { IsEmpty: false } handed ? typed with { Handed = handed, How = Knowing.Service } : typed;

    // [FromKeyedServices("fast")] IChatClient client
    private static string KeyOf(Given given, Place at) => at.File.Within(at.Scope).SelectMany(d => d.Parameters).FirstOrDefault(p => p.Name == given.Name)?.Decorators
        .Select(d => d is Call { Callee: Name { Value: "FromKeyedServices" or "FromKeyedServicesAttribute" }, Arguments: [{ Value: Text key }, ..] } ? key.Value : null).FirstOrDefault(k => k is not null) ?? "";

    private Thing? Asked(Call call, Place at) =>
        Services.Asked(call) is var (type, key) && OfType(type, at) is { } typed ? Injected(typed, key, at) : null;

    /// <summary>An object of a type by its name; null where no known library has it.</summary>
    public Thing? OfType(string type, Place at)
    {
        var name = TypeName.Of(type);
        if (name.Length == 0) return null;
        return Typed(new Name(name, int.MaxValue), at) ?? (Outer().Match(type) is { Success: true } outer ? Typed(new Member(new Name(outer.Groups[1].Value, int.MaxValue), name, int.MaxValue), at) : null);
    }

    private Thing? Typed(Expression type, Place at)
    {
        foreach (var found in resolver.Follow(type, at))
            if (found.Value is Symbol symbol && SdkCatalogue.Find(symbol, Opened(at.File)) is { } entry) return new Thing(entry.Gives, entry, symbol.Last, null, at, null, []);
        return null;
    }

    // `ChatClient.Builder`, `*bedrockruntime.Client`: a type inside another, or of a package.
    [GeneratedRegex(@"^\*?([A-Za-z_]\w*)\.[A-Z]\w*$", RegexOptions.CultureInvariant)]
    private static partial Regex Outer();

    /// <summary>The object that a call makes; null where no known library makes it.</summary>
    public Thing? OfCall(Call call, Place at)
    {
        if (known.TryGetValue(call, out var box)) return box.Thing;
        known.Add(call, box = new Box());
        return box.Thing = Made(call, at) ?? Method(call, at) ?? Asked(call, at) ?? Loose(call, at);
    }

    private Thing? Made(Call call, Place at)
    {
        foreach (var found in resolver.Follow(call.Callee, at))
        {
            if (found.Value is not Symbol symbol) continue;
            if (SdkCatalogue.Find(symbol, Opened(at.File)) is { } entry) return Named(new Thing(entry.Gives, entry, Called(symbol), call, at, null, []));
            // A module that is its own client: `openai.chat.completions.create(…)`.
            if (symbol.Module.Length > 0 && SdkCatalogue.Find(symbol.Module, symbol.Path) is { } method) return new Thing(method.Gives, method, symbol.Path, call, at, null, []);
        }

        return null;
    }

    // `AIFunctionFactory.Create`, `OpenAiChatModel.builder`: a method of a class says little without the class.
    private static string Called(Symbol symbol) =>
        symbol.Path.Split('.') is [.., var owner, var last] && owner.Length > 0 && char.IsAsciiLetterUpper(owner[0]) ? $"{owner}.{last}" : symbol.Last;

    private Thing? Method(Call call, Place at)
    {
        var path = "";
        var inner = call.Callee;
        for (var steps = 0; steps < LongestPath && Shorter(inner, ref path) is { } of; steps++, inner = of)
        {
            if ((Of(of, at) ?? OfClass(of, path, at)) is not { } thing) continue;
            if (SdkCatalogue.Find(thing.Type, path) is { } entry) return Named(new Thing(entry.Gives == "=" ? thing.Type : entry.Gives, entry, path, call, at, thing, thing.Chain));
            if (path.Contains('.', StringComparison.Ordinal) || !IsBuilding(thing)) continue;
            if (path == "build" && thing.Name.EndsWith(Builds, StringComparison.Ordinal)) thing = thing with { Name = thing.Name[..^Builds.Length] };
            return thing with { Entry = thing.Entry with { Use = Use.None }, Call = call, Of = thing.Of ?? thing, Chain = call.Arguments is [var only, ..] ? thing.Chain.Add(only with { Name = path }) : thing.Chain };
        }

        return null;
    }

    // `Client.builder().apiKey(…)` is still the builder, until it is told to build.
    private static bool IsBuilding(Thing thing) =>
        thing.Type.EndsWith("builder", StringComparison.Ordinal) || thing.Type.EndsWith("services", StringComparison.Ordinal) || thing.Type == "spring-prompt" || thing.Name.EndsWith(Builds, StringComparison.Ordinal);

    // `FoundryChatClient.get_code_interpreter_tool()`: a method that needs no object.
    private Thing? OfClass(Expression of, string path, Place at)
    {
        if (of is not Name || path.Contains('.', StringComparison.Ordinal) || path == "()") return null;
        foreach (var found in resolver.Follow(of, at))
            if (found.Value is Symbol { Module.Length: > 0 } symbol && SdkCatalogue.Find(symbol, Empty) is { Takes.IsEmpty: false } entry) return new Thing(entry.Gives, entry, symbol.Last, null, at, null, []);
        return null;
    }

    // `a.b().c` and `a.b.c`: the path grows to the left while what it hangs on gets shorter; an object called as a function has the method `()`.
    private static Expression? Shorter(Expression callee, ref string path)
    {
        switch (callee)
        {
            case Member member:
                path = path.Length == 0 ? member.Value : $"{member.Value}.{path}";
                return member.Of;
            case Call { Callee: Member member, Arguments.IsEmpty: true } when path.Length > 0:
                path = $"{member.Value}().{path}";
                return member.Of;
            case Name or Call when path.Length == 0:
                path = "()";
                return callee;
            default:
                return null;
        }
    }

    private Thing? Loose(Call call, Place at)
    {
        var paths = new List<string>();
        var path = "";
        for (Expression? inner = call.Callee; paths.Count < LongestPath && inner is Member; inner = Shorter(inner, ref path), paths.Add(path)) { }
        for (var i = paths.Count - 1; i >= 0; i--)
        {
            foreach (var entry in SdkCatalogue.FindLoose(paths[i]))
            {
                if (!Sees(at.File, entry) || IsOwn(call, at)) continue;
                return Named(new Thing(entry.Gives == "=" ? entry.On!.Split('|')[0] : entry.Gives, entry, paths[i], call, at, null, []));
            }
        }

        return null;
    }

    private bool IsOwn(Call call, Place at) => resolver.Follow(call.Callee, at).Any(f => f.Value is Reference);

    private bool Sees(SourceFile file, Entry entry) =>
        (entry.Sdk.Prefixes.Length == 0 && file.Tree.Language == Language.CSharp) || file.Tree.Imports.Any(i => SdkCatalogue.Imports(entry.Sdk, i.Module)) || Opened(file).Any(o => SdkCatalogue.Imports(entry.Sdk, o));

    // boto3.client("bedrock-runtime"): the service's name is part of the type.
    private Thing? Named(Thing thing)
    {
        if (!thing.Type.EndsWith(':')) return thing;
        if (arguments.Value(thing, thing.Entry.Takes.Name) is not var (value, at)) return null;
        foreach (var found in resolver.Follow(value, at))
        {
            if (found.Value is not Text { Value: var service }) continue;
            var isAi = service.StartsWith("bedrock", StringComparison.Ordinal) || service is "sagemaker-runtime" or "runtime.sagemaker";
            if (isAi) return thing with { Type = thing.Type + service, Entry = thing.Entry with { Use = Use.Client } };
        }

        return null;
    }

    /// <summary>The namespaces whose names a file sees.</summary>
    public IReadOnlySet<string> Opened(SourceFile file)
    {
        if (file.Tree.Language != Language.CSharp) return Empty;
        if (!opened.TryGetValue(file.Path, out var set)) opened[file.Path] = set = file.Opened.Select(o => o.Module).Concat(globals(file)).ToHashSet(StringComparer.Ordinal);
        return set;
    }


    private sealed class Box
    {
        public Thing? Thing { get; set; }
    }
}
