namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>A block and the file that holds it.</summary>
internal sealed record Sourced(HclBlock Block, string File);

/// <summary>A folder of Terraform files, read and not evaluated.</summary>
internal sealed class Module
{
    /// <summary>Takes the bodies of a folder's files.</summary>
    public Module(string folder, IEnumerable<(string File, HclBody Body)> files)
    {
        Folder = folder;
        foreach (var (file, body) in files)
        {
            foreach (var block in body.Blocks) Take(new Sourced(block, file));
        }
    }

    /// <summary>Path relative to the scanned root.</summary>
    public string Folder { get; }

    /// <summary>Resources by `type.name`.</summary>
    public SortedDictionary<string, Sourced> Resources { get; } = new(StringComparer.Ordinal);

    /// <summary>Data sources by `type.name`.</summary>
    public SortedDictionary<string, Sourced> Data { get; } = new(StringComparer.Ordinal);

    /// <summary>Variables by name.</summary>
    public SortedDictionary<string, Sourced> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Outputs by name.</summary>
    public SortedDictionary<string, Sourced> Outputs { get; } = new(StringComparer.Ordinal);

    /// <summary>Calls of other modules by name.</summary>
    public SortedDictionary<string, Sourced> Calls { get; } = new(StringComparer.Ordinal);

    /// <summary>Local values by name.</summary>
    public SortedDictionary<string, HclExpr> Locals { get; } = new(StringComparer.Ordinal);

    /// <summary>Provider configurations without alias, by name.</summary>
    public SortedDictionary<string, Sourced> Providers { get; } = new(StringComparer.Ordinal);

    /// <summary>The folder that a call's source names, where it is a relative one inside the scanned root; null elsewhere.</summary>
    public string? FolderOf(Sourced call)
    {
        if (call.Block.Body["source"] is not HclExpr.Literal { Value: TextTerm { Text: var source } }) return null;
        return source.StartsWith("./", StringComparison.Ordinal) || source.StartsWith("../", StringComparison.Ordinal) || source is "." or ".." ? Joined(Folder, source) : null;
    }

    /// <summary>A relative path from a folder; null where it leaves the scanned root.</summary>
    public static string? Joined(string folder, string path)
    {
        var parts = new List<string>(folder.Split('/', StringSplitOptions.RemoveEmptyEntries));
        foreach (var part in path.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == ".") continue;
            if (part != "..") parts.Add(part);
            else if (parts.Count == 0) return null;
            else parts.RemoveAt(parts.Count - 1);
        }

        return string.Join('/', parts);
    }

    // A second definition of a name is an error to Terraform: the first stands.
    private void Take(Sourced one)
    {
        var block = one.Block;
        switch (block.Type, block.Labels)
        {
            case ("resource", [var type, var name]): Resources.TryAdd($"{type}.{name}", one); break;
            case ("data", [var type, var name]): Data.TryAdd($"{type}.{name}", one); break;
            case ("variable", [var name]): Variables.TryAdd(name, one); break;
            case ("output", [var name]): Outputs.TryAdd(name, one); break;
            case ("module", [var name]): Calls.TryAdd(name, one); break;
            case ("provider", [var name]) when block.Body["alias"] is null: Providers.TryAdd(name, one); break;
            case ("locals", _):
                foreach (var local in block.Body.Attributes) Locals.TryAdd(local.Name, local.Value);
                break;
        }
    }
}
