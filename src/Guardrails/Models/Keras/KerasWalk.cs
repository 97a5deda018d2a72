using System.Text.Json;

namespace Plumbline.Guardrails.Models.Keras;

/// <summary>Goes through the objects of a Keras configuration.</summary>
/// <param name="offset">Where it begins in the member.</param>
/// <param name="judgement">Where signs are written down.</param>
internal sealed class KerasWalk(long offset, Judgement judgement)
{
    private const string Loading = "loading the model runs it";

    public void Go(JsonElement element)
    {
        if (!judgement.Step()) return;
        if (element.ValueKind is JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Go(item);
        if (element.ValueKind is not JsonValueKind.Object) return;
        if (Text(element, "class_name") is { } name) OfClass(element, name);
        foreach (var property in element.EnumerateObject()) Go(property.Value);
    }

    private static string? Text(JsonElement element, string name) =>
        element.ValueKind is JsonValueKind.Object && element.TryGetProperty(name, out var found) && found.ValueKind is JsonValueKind.String ? found.GetString() : null;

    private static JsonElement Config(JsonElement element) => element.TryGetProperty("config", out var config) ? config : default;

    private void OfClass(JsonElement element, string name)
    {
        var config = Config(element);
        var asked = config.ValueKind is JsonValueKind.String ? config.GetString()! : name;
        if (Text(element, "module") is { Length: > 0 } module) OfModule(module, name, asked);
        else if (PythonNames.IsGadget(asked) && name is "function") Sign("keras-gadget", Danger.Critical, asked, "it undoes the safety of loading, or reads and fetches files");
        if (Text(element, "registered_name") is { } registered && registered.Contains('>', StringComparison.Ordinal) || name.Contains('>', StringComparison.Ordinal))
            Sign("custom-code", Danger.Review, Text(element, "registered_name") ?? name, "the class comes from code beside the model");
        if (name is "__lambda__") Code(Text(config, "code"));
        else if (name is "Lambda") OfLambda(config);
        else if (name is "StringLookup" or "IntegerLookup" or "TextVectorization" or "IndexLookup" && Text(config, "vocabulary") is { Length: > 0 } path)
            Sign("reads-other-file", Paths.LeadsOut(path) ? Danger.High : Danger.Review, path, "it reads a file, from where it says");
        else if (name is "TFSMLayer") OfOther(config);
        else if (name is "TorchModuleWrapper") Sign("keras-gadget", Danger.High, name, "it loads a pickle that lies in the configuration");
        else if (name is "FlaxLayer" or "JaxLayer") Sign("custom-code", Danger.Review, name, "it calls code that comes with the model");
    }

    private void OfModule(string module, string name, string asked)
    {
        var subject = asked == name ? $"{module}.{name}" : $"{module}.{asked}";
        if (PythonNames.Root(module) is "builtins" && PythonNames.IsValue(name))
        {
            if (name is not "function" || asked == name) return;
            if (PythonNames.IsGadget(asked) || PythonNames.IsGraveInCode(asked)) Sign("keras-module", Danger.Critical, subject, Loading);
            else if (!PythonNames.IsShipped(asked)) Sign("custom-code", Danger.Review, subject, "the function comes from code beside the model");
        }
        else if (PythonNames.IsOwn(module))
        {
            if (PythonNames.IsGadget(asked) || PythonNames.IsGadget(name)) Sign("keras-gadget", Danger.Critical, subject, "it undoes the safety of loading, or reads and fetches files");
            else if (PythonNames.IsOfKeras(module, asked, name == "function")) return;
            else if (Pickles.Known.Of(module, asked) is { Danger: >= Danger.High } weight) Sign("keras-module", weight.Danger, subject, $"{Loading}: it {weight.Why}");
            else Sign("unknown-class", Danger.Review, subject, "it is not among what models of Keras are made of");
        }
        else if (Pickles.Known.Of(module, asked) is { Danger: Danger.Critical } grave) Sign("keras-module", Danger.Critical, subject, $"{Loading}: it {grave.Why}");
        else if (PythonNames.IsRunning(module)) Sign("keras-module", Danger.Critical, subject, Loading);
        else if (module is not ("__main__" or "_tf_keras")) Sign("custom-code", Danger.Review, subject, "the class comes from code beside the model");
        else if (asked != name || name is not "Lambda") Sign("custom-code", Danger.Review, subject, "the class comes from code beside the model");
    }

    private void OfLambda(JsonElement config)
    {
        if (config.ValueKind is not JsonValueKind.Object) return;
        foreach (var key in (string[])["module", "fn_module", "output_shape_module", "mask_module"])
        {
            if (Text(config, key) is { } module && PythonNames.IsRunning(module)) Sign("keras-module", Danger.Critical, module, Loading);
        }

        foreach (var key in (string[])["function", "output_shape", "mask"])
        {
            if (!config.TryGetProperty(key, out var function)) continue;
            // The older form is a list: code, defaults, closure.
            var list = Text(function, "class_name") is "__tuple__" && function.TryGetProperty("items", out var items) ? items : function;
            if (list.ValueKind is JsonValueKind.Array && list.GetArrayLength() > 0 && list[0].ValueKind is JsonValueKind.String) Code(list[0].GetString());
            else if (function.ValueKind is JsonValueKind.String && key == "function")
            {
                if (Text(config, "function_type") is "lambda") Code(function.GetString());
                else Named(function.GetString()!);
            }
        }
    }

    // The name of a function, or the text of one.
    private void Named(string function)
    {
        var words = function.Split([.. " \t\r\n()[]{}'\",.:;=+-*/"], StringSplitOptions.RemoveEmptyEntries);
        var isText = words.Length > 1 && function.Any(c => c is ' ' or '(' or ':');
        if (PythonNames.IsGadget(function) || words.Any(PythonNames.IsGraveInCode)) Sign("keras-lambda", Danger.Critical, function, Loading);
        else if (isText) Sign("keras-lambda", Danger.High, function, "Python in the configuration runs when the model is used");
        else Sign("custom-code", Danger.Review, function, "the function comes from code beside the model");
    }

    // A SavedModel of its own, which is a program.
    private void OfOther(JsonElement config)
    {
        var path = Text(config, "filepath") ?? "";
        var isFar = path.Contains("://", StringComparison.Ordinal) || path.StartsWith('/') || path.StartsWith('\\') || path.Contains("..", StringComparison.Ordinal);
        Sign("loads-other-model", isFar ? Danger.High : Danger.Review, path.Length > 0 ? path : "TFSMLayer", "it loads another model, from where it says");
    }

    // Compiled Python in base64.
    private void Code(string? base64)
    {
        if (base64 is null) return;
        var bytes = new byte[base64.Length];
        var names = Convert.TryFromBase64String(base64.ReplaceLineEndings("").Trim(), bytes, out var length) ? MarshalNames.Of(bytes.AsSpan(0, length)) : [];
        var grave = names.Where(PythonNames.IsGraveInCode).Distinct(StringComparer.Ordinal).Take(6).ToList();
        if (grave.Count > 0) Sign("keras-lambda", Danger.Critical, string.Join(", ", grave), "compiled Python in the configuration uses these names, and it runs when the model is used");
        else Sign("keras-lambda", Danger.High, names.Count > 0 ? string.Join(", ", names.Take(6)) : "Lambda", "compiled Python in the configuration runs when the model is used");
    }

    private void Sign(string kind, Danger danger, string subject, string why) => judgement.Sign(kind, danger, offset, subject, why);
}
