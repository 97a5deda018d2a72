namespace Plumbline.Collectors.Declared.ModelReferences;

/// <summary>How a file writes comments and texts.</summary>
internal enum SyntaxKind
{
    /// <summary>`#` comments, triple-quoted texts.</summary>
    Python,

    /// <summary>`//` and block comments, three kinds of quotes.</summary>
    Braces,

    /// <summary>`#` comments where a line or a blank comes before.</summary>
    Hash,

    /// <summary>No comments.</summary>
    Json,

    /// <summary>JSON whose code cells hold Python.</summary>
    Notebook,
}

/// <summary>The syntax of a file, by its name.</summary>
internal sealed record Syntax(SyntaxKind Kind)
{
    /// <summary>The syntax; null for a file that is neither code nor configuration.</summary>
    public static Syntax? Of(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".py" => new(SyntaxKind.Python),
        ".ts" or ".tsx" or ".js" or ".jsx" or ".mjs" or ".cjs" or ".cs" or ".java" or ".kt" or ".go" => new(SyntaxKind.Braces),
        ".rb" or ".yaml" or ".yml" or ".toml" or ".env" or ".tf" or ".tfvars" or ".properties" or ".sh" => new(SyntaxKind.Hash),
        ".json" => new(SyntaxKind.Json),
        ".ipynb" => new(SyntaxKind.Notebook),
        _ when name.StartsWith("Dockerfile", StringComparison.Ordinal) || name.StartsWith(".env", StringComparison.Ordinal) => new(SyntaxKind.Hash),
        _ => null,
    };
}
