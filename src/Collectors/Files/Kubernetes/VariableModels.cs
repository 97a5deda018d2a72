using Plumbline.Collectors.Files.Containers;

namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>Models in variables that hold more than one: lists, JSON, YAML, addresses.</summary>
internal static class VariableModels
{
    private const int MostItems = 200;
    private static readonly char[] Between = [',', ';', '|', ' ', '\t', '\r', '\n'];

    private static readonly KnownAnswers<bool> About = new(n => StructuredModels.IsAbout(n.ToLowerInvariant()));

    /// <summary>Reads a variable.</summary>
    public static StructuredReading Of(EnvVariable variable, bool isServer)
    {
        if (variable.Value is not { Length: > 3 } value) return StructuredReading.Nothing;
        var isAbout = isServer || About.Of(variable.Name);
        var models = Items(value, isAbout);
        if (isAbout) models.AddRange(ModelAddresses.In(value));
        // Arguments in a variable: `EXTRA_ARGS=--tokenizer org/name`.
        if (value[0] == '-' || value.Contains(" --", StringComparison.Ordinal)) models.AddRange(OptionModels.Of([.. CommandWords.Split(value)], isServer));
        if (!value.AsSpan().ContainsAny("{[\n") && !value.Contains(": ", StringComparison.Ordinal)) return models.Count == 0 ? StructuredReading.Nothing : new(models, [], null);
        var read = StructuredModels.Read(variable.Name.ToLowerInvariant(), value);
        return new([.. models, .. read.Models], read.Perhaps, read.Problem);
    }

    // `a,b`, `a b`, `name=a;other=b`; in prose a model is not asked for.
    private static List<string> Items(string value, bool isAbout)
    {
        if (!isAbout && !ModelTexts.MayHold(value)) return [];
        var items = value.Split(Between, MostItems, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var models = items.Select(i => i[(i.IndexOf('=', StringComparison.Ordinal) + 1)..].Trim('"', '\'', '[', ']', '(', ')')).Select(ModelHints.Clean).ToList();
        var found = models.Where(m => isAbout ? ModelHints.IsTelling(m) : ModelTexts.IsModel(m)).ToList();
        return isAbout || found.Count == models.Count ? found : [];
    }
}
