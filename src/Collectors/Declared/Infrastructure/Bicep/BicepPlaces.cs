using System.Collections.Immutable;
using Plumbline.Collectors.Declared.Infrastructure.Arm;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Where a resource stands among the others.</summary>
/// <param name="Type">Its whole type.</param>
/// <param name="Name">Its name with those it lies in; what of it is not known stands in parentheses.</param>
/// <param name="IsKnown">The name is known.</param>
/// <param name="Refs">What references call it, the surest first.</param>
/// <param name="Parents">What references call those it lies in, the nearest first.</param>
internal sealed record BicepPlace(string Type, string Name, bool IsKnown, ImmutableArray<string> Refs, ImmutableArray<string> Parents);

/// <summary>Types, names and parents of the resources of one call of a file.</summary>
internal sealed class BicepPlaces(BicepEvaluation evaluation, IReadOnlyDictionary<string, Declaration> symbols, string prefix, Budget budget)
{
    private static readonly string[] Made = ["tolower", "toupper", "trim", "take", "skip", "substring", "replace"];
    private readonly Dictionary<string, BicepPlace?> known = new(StringComparer.Ordinal);

    /// <summary>What references call the resource of a symbol.</summary>
    public string Handle(string symbol) => $"symbol:{prefix}{symbol}";

    /// <summary>What references call a resource whose type and name are known.</summary>
    public static string Handle(string type, string name) => $"named:{type}/{name}".ToLowerInvariant();

    /// <summary>The place of a resource, in the turn of a loop that is being gone through.</summary>
    /// <param name="declaration">The resource.</param>
    /// <param name="body">What it is set to.</param>
    /// <param name="outer">The resource in whose braces it is declared.</param>
    /// <param name="symbol">Its symbol with those it is declared in and its index.</param>
    public BicepPlace Of(Declaration declaration, ObjectNode body, BicepPlace? outer, string symbol)
    {
        var type = declaration.Of.Split('@')[0];
        var written = body.Written("name");
        var term = written is null ? Term.Open("") : evaluation.Of(written);
        var (name, isKnown) = (term.AsText ?? (written is null ? "()" : Label(written, 0)), term.AsText is not null);
        if (outer is not null) type = $"{outer.Type}/{type}";
        else if (body.Written("parent") is { } of) outer = Target(of) ?? new BicepPlace(Above(type), $"({BicepEvaluation.Described(of).Trim('`')})", false, [], []);
        ImmutableArray<string> parents = outer is null ? Named(type, name, isKnown, written) : [.. outer.Refs, .. outer.Parents];
        if (outer is not null) (name, isKnown) = ($"{outer.Name}/{name}", isKnown && outer.IsKnown);
        // What has the name of another resource is that resource, and so are those whose name is the same variable.
        var refs = new List<string>();
        if (outer is null && term is OpenTerm { Names: { } real }) refs.Add(real);
        refs.Add(Handle(symbol));
        if (isKnown) refs.Add(Handle(type, name));
        else if (outer is null && written is NameNode { Name: var variable } && !evaluation.IsLocal(variable)) refs.Add(Handle($"{prefix}{type}", variable));
        return new BicepPlace(type, name, isKnown, [.. refs], parents);
    }

    /// <summary>The resource that a symbol, an item of a loop of resources or a resource inside another stands for; null where it is none or cannot be told.</summary>
    public BicepPlace? Target(Node node)
    {
        var (of, key) = node is AccessNode access ? (access.Of, access.Key) : (node, null);
        if (of is not NameNode { Name: var name } || evaluation.IsLocal(name) || !symbols.TryGetValue(name, out var declaration) || declaration is not { Kind: "resource", Value: { } value }) return null;
        if (key is null) return value is LoopNode ? null : Once(name, () => At(declaration, value, name));
        if (value is LoopNode loop) return Item(declaration, loop, evaluation.Of(key));
        if (key is not LiteralNode { Value: TextTerm { Text: var inner } } || BicepEvaluation.Unwrapped(value) is not ObjectNode { Resources: { IsEmpty: false } inside }) return null;
        return inside.FirstOrDefault(r => r.Name == inner) is { Value: ObjectNode body } nested && Target(of) is { } outer
            ? Once($"{name}::{inner}", () => Of(nested, body, outer, $"{name}::{inner}")) : null;
    }

    // Of a list that is not known one turn stands for all.
    private BicepPlace? Item(Declaration declaration, LoopNode loop, Term key)
    {
        using var alone = evaluation.Alone();
        if (evaluation.Of(loop.Source) is not ListTerm list) return Once(declaration.Name, () => Standing(declaration, loop));
        if (key is not NumberTerm { Number: >= 0 and var index } || index >= list.Items.Length) return null;
        var symbol = $"{declaration.Name}[{key.AsText}]";
        return Once(symbol, () => { using (evaluation.With(loop, list.Items[(int)index], key)) return At(declaration, loop.Body, symbol); });
    }

    private BicepPlace? Standing(Declaration declaration, LoopNode loop)
    {
        var (item, index) = evaluation.Items(loop).First();
        using (evaluation.With(loop, item, index)) return At(declaration, loop.Body, declaration.Name);
    }

    private BicepPlace? At(Declaration declaration, Node value, string symbol) => BicepEvaluation.Unwrapped(value) is ObjectNode body ? Of(declaration, body, null, symbol) : null;

    // What leads back to itself is nowhere.
    private BicepPlace? Once(string symbol, Func<BicepPlace?> find)
    {
        if (known.TryGetValue(symbol, out var place)) return place;
        if (!budget.Spend() || !budget.Enter()) return null;
        known[symbol] = null;
        using (symbol.EndsWith(']') ? null : evaluation.Alone()) place = find();
        budget.Leave();
        return known[symbol] = place;
    }

    private static string Above(string type) => type.LastIndexOf('/') is > 0 and var slash && type.IndexOf('/', StringComparison.Ordinal) < slash ? type[..slash] : type;

    // A resource of a longer type lies in the one whose name its own begins with.
    private ImmutableArray<string> Named(string type, string name, bool isKnown, Node? written)
    {
        if (Above(type) == type) return [];
        if (isKnown) return name.LastIndexOf('/') is > 0 and var slash ? [Handle(Above(type), name[..slash])] : [];
        return written is TextNode { Parts: [LiteralNode { Value: TextTerm { Text: "" } }, var first, LiteralNode { Value: TextTerm { Text: ['/', ..] } }, ..] } && evaluation.Of(first) is OpenTerm { Names: { } of } ? [of] : [];
    }

    // Of what is made of an unknown text, that text: it tells more resources from one another.
    private string Label(Node node, int depth) => node switch
    {
        TextNode text => string.Concat(text.Parts.Select(p => Template.Placed(evaluation.Of(p)).AsText)),
        CallNode { Of: null, Arguments: [var first, ..] } call when depth < 8 && Made.Contains(call.Name.ToLowerInvariant()) => Label(first, depth + 1),
        _ => Template.Placed(evaluation.Of(node)).AsText ?? "()",
    };
}
