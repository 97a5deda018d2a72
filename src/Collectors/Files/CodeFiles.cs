using Plumbline.Code.Trees;

namespace Plumbline.Collectors.Files;

/// <summary>Files whose names say that they are source of a language that is parsed.</summary>
public static class CodeFiles
{
    /// <summary>The language; that of the kernel for a notebook; null for any other file.</summary>
    public static Language? LanguageOf(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".cs" => Language.CSharp,
        ".py" or ".ipynb" => Language.Python,
        ".ts" or ".tsx" or ".mts" or ".cts" => Language.TypeScript,
        ".js" or ".jsx" or ".mjs" or ".cjs" => Language.JavaScript,
        ".java" => Language.Java,
        ".go" => Language.Go,
        _ => null,
    };

    /// <summary>True where what the file does with AI is parsed.</summary>
    public static bool IsParsed(string path) => LanguageOf(path) is not null;
}
