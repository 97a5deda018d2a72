namespace Plumbline.Guardrails.Models;

/// <summary>Paths that a model names.</summary>
internal static class Paths
{
    /// <summary>True where a path leads out of the folder of the model: absolute, upwards, or over the network.</summary>
    public static bool LeadsOut(string path) =>
        path.StartsWith('/') || path.StartsWith('\\') || path.StartsWith('~') || path.Contains("://", StringComparison.Ordinal)
        || path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])
        || path.Split('/', '\\').Contains("..");
}
