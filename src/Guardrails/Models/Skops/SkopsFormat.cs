using System.Collections.Frozen;
using System.Text.Json;
using Plumbline.Guardrails.Models.Keras;

namespace Plumbline.Guardrails.Models.Skops;

/// <summary>The schema of a skops file: the classes and functions that are built again when the model is loaded.</summary>
public sealed class SkopsFormat : IFormat
{
    private const int Longest = 64 << 20;
    private static readonly FrozenSet<string> Known = FrozenSet.Create(
        StringComparer.Ordinal, "sklearn", "numpy", "scipy", "builtins", "collections", "datetime", "pandas", "xgboost", "lightgbm", "catboost", "quantile_forest", "skops", "functools", "operator", "random", "copy", "types", "_sre", "re");

    private static readonly FrozenSet<string> Values = FrozenSet.Create(
        StringComparer.Ordinal, "int", "float", "str", "bool", "bytes", "bytearray", "list", "dict", "tuple", "set", "frozenset", "complex", "slice", "type", "object", "range", "NoneType", "function", "method", "memoryview", "ellipsis");

    /// <inheritdoc/>
    public string Name => "skops";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        if (artifact.Length is < 16 or > Longest || !JsonTexts.Begins(artifact)) return false;
        var text = JsonTexts.View(artifact, Longest);
        return text.IndexOf("\"__loader__\""u8) >= 0 && text.IndexOf("\"__module__\""u8) >= 0;
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (!judgement.Step(artifact.Length)) return;
        try
        {
            using var document = JsonDocument.Parse(JsonTexts.Read(artifact, Longest), new JsonDocumentOptions { MaxDepth = 512 });
            Walk(document.RootElement, judgement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            judgement.NotScanned("the schema does not parse");
        }
    }

    private static void Walk(JsonElement element, Judgement judgement)
    {
        if (!judgement.Step()) return;
        if (element.ValueKind is JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Walk(item, judgement);
        if (element.ValueKind is not JsonValueKind.Object) return;
        if (Text(element, "__module__") is { } module && Text(element, "__class__") is { } name) Of(module, name, Text(element, "__loader__") ?? "", judgement);
        foreach (var property in element.EnumerateObject()) Walk(property.Value, judgement);
    }

    private static void Of(string module, string name, string loader, Judgement judgement)
    {
        var subject = $"{module}.{name}";
        var root = PythonNames.Root(module);
        if (root == "builtins" && !Values.Contains(name)) Sign("dangerous-class", Danger.Critical, "loading the model calls it");
        else if (loader == "OperatorFuncNode" && root is not ("operator" or "_operator")) Sign("dangerous-class", Danger.Critical, "it is loaded as an operator and is none, which passes by the check of trusted types");
        else if (loader == "OperatorFuncNode" || root == "operator") Sign("unknown-class", name is "methodcaller" or "attrgetter" ? Danger.High : Danger.Review, "it calls a function of its choice on what is loaded");
        else if (Pickles.Known.Of(module, name) is { Danger: >= Danger.High } weight) Sign("dangerous-class", weight.Danger, "loading the model calls it: it " + weight.Why);
        else if (module == "types" || loader == "FunctionNode" && !IsNumber(module)) Sign("unknown-class", Danger.Review, "it is a function that is looked up when the model is loaded");
        else if (!Known.Contains(root) && PythonNames.IsRunning(module)) Sign("dangerous-class", Danger.Critical, "loading the model calls it");
        else if (loader == "MethodNode") Sign("unknown-class", Danger.Review, "it is a method that is looked up when the model is loaded");
        else if (!Known.Contains(root)) Sign("unknown-class", Danger.Review, "the class comes from code beside the model");
        else if (!IsNumber(module) && root is not ("builtins" or "skops") && Pickles.Known.Of(module, name).Danger >= Danger.Review) Sign("unknown-class", Danger.Review, "it is not among what models are known to be made of");

        void Sign(string kind, Danger danger, string why) => judgement.Sign(kind, danger, 0, subject, why);
    }

    // Functions of numbers, which estimators keep as their settings.
    private static bool IsNumber(string module) =>
        module is "numpy" or "scipy.special" or "scipy.stats" or "sklearn.metrics" or "sklearn.preprocessing" or "sklearn.feature_selection" || module.StartsWith("sklearn.metrics.", StringComparison.Ordinal) || module.StartsWith("numpy.core._multiarray", StringComparison.Ordinal) || module.StartsWith("scipy.special.", StringComparison.Ordinal);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.String ? found.GetString() : null;
}
