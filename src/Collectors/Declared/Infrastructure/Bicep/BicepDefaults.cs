namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>Which of the root's parameters an expression hangs on that nobody gives: another deployment may set them.</summary>
internal sealed class BicepDefaults(IReadOnlyDictionary<string, Declaration> symbols, BicepGiven given)
{
    private const int MostNodes = 2000;

    /// <summary>The first such parameter; null where there is none.</summary>
    public string? Of(Node node)
    {
        var (open, seen) = (new Stack<Node>([node]), new HashSet<string>(StringComparer.Ordinal));
        for (var left = MostNodes; left > 0 && open.TryPop(out var next); left--)
        {
            foreach (var part in next.Inner) open.Push(part);
            if (next is not NameNode { Name: var name } || !symbols.TryGetValue(name, out var declaration) || !seen.Add(name)) continue;
            if (declaration.Kind == "param" && given.Hangs(name) is { } root) return root;
            if (declaration.Value is { } value && (declaration.Kind == "var" || (declaration.Kind == "param" && given[name] is null))) open.Push(value);
        }

        return null;
    }
}
