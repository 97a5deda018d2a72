using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Files.Containers;

/// <summary>Other places than the usual hub that a container fetches models from: a name there may be another model.</summary>
internal static partial class HubOrigins
{
    private static readonly string[] Addresses = ["HF_ENDPOINT", "MODEL_ENDPOINT", "HF_HUB_ENDPOINT"];
    private static readonly string[] Usual = ["", "https://huggingface.co", "https://www.huggingface.co", "https://hf.co"];

    /// <summary>The other place; null where it is the usual one.</summary>
    public static string? Of(Container container)
    {
        foreach (var variable in container.Variables.Where(v => v.Value is not null))
        {
            var value = variable.Value!.Trim();
            if (Addresses.Contains(variable.Name, StringComparer.Ordinal) && Other(value) is { } other) return other;
            if (variable.Name.EndsWith("_USE_MODELSCOPE", StringComparison.Ordinal) && value.ToUpperInvariant() is "1" or "TRUE" or "YES") return "https://modelscope.cn";
        }

        return container.Hooks.SelectMany(h => h).Concat(container.Texts).Select(In).FirstOrDefault(a => a is not null);
    }

    /// <summary>The other place that a script or command sets; null where it sets none.</summary>
    public static string? In(string text) =>
        text.Contains("_ENDPOINT", StringComparison.Ordinal) ? Set().Matches(text).Select(m => Other(m.Groups["a"].Value)).FirstOrDefault(a => a is not null) : null;

    /// <summary>The variable that names the place, where its value is not at hand; null where there is none.</summary>
    public static EnvVariable? Open(Container container) =>
        container.Variables.FirstOrDefault(v => Addresses.Contains(v.Name, StringComparer.Ordinal) && (v.Value is null || Placeholders.In(v.Value)));

    /// <summary>A hub's model as it is called at that place; what is no hub's stays as it is.</summary>
    public static string At(string origin, string model) => ModelHints.IsRepository(model) && !ModelTexts.IsModel(model) ? $"{origin}/{model}" : model;

    private static string? Other(string address)
    {
        var place = address.Trim().TrimEnd('/');
        if (Usual.Contains(place, StringComparer.OrdinalIgnoreCase) || Placeholders.In(place)) return null;
        // Who logs in there, and with what, is nobody else's.
        return Uri.TryCreate(place, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{uri.Authority}{uri.AbsolutePath.TrimEnd('/')}" : place;
    }

    [GeneratedRegex(@"\b(?:HF_ENDPOINT|MODEL_ENDPOINT|HF_HUB_ENDPOINT)\b\\?[""']?\]?\s{0,4}[=,:]\s{0,4}\\?[""']?(?<a>https?://[^\s""'\\;,)]{1,300})", RegexOptions.CultureInvariant)]
    private static partial Regex Set();
}
