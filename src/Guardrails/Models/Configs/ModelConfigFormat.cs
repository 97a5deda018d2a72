using System.Text.Json;
using Plumbline.Guardrails.Models.Templates;

namespace Plumbline.Guardrails.Models.Configs;

/// <summary>The JSON files beside weights: configuration of a model, a tokenizer, an adapter or a pipeline. Code that they name is run by loaders that are told to trust it.</summary>
public sealed class ModelConfigFormat : IFormat
{
    private const int Longest = 64 << 20;
    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 1000 };

    /// <inheritdoc/>
    public string Name => "model-config";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        if (artifact.Length is < 8 or > Longest || !JsonTexts.Begins(artifact)) return false;
        var text = JsonTexts.View(artifact, Longest);
        return Has(text, "\"chat_template\""u8) || Has(text, "\"auto_map\""u8) || Has(text, "\"peft_type\""u8) || Has(text, "\"tokenizer_class\""u8) || Has(text, "\"_diffusers_version\""u8)
            || Has(text, "\"transformers_version\""u8) || Has(text, "\"architectures\""u8) && Has(text, "\"model_type\""u8);
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        if (!judgement.Step(artifact.Length)) return;
        var bytes = JsonTexts.Read(artifact, Longest);
        var start = artifact.Has(0, "\uFEFF"u8) ? 3 : 0;
        try
        {
            var reader = new Utf8JsonReader(bytes.Span, Options);
            Walk(ref reader, start, judgement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            judgement.NotScanned("it does not read as JSON");
        }
    }

    private static bool Has(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.IndexOf(word) >= 0;

    private static void Walk(ref Utf8JsonReader reader, int start, Judgement judgement)
    {
        var path = new Stack<string>();
        var name = "";
        while (reader.Read() && judgement.Step())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName: name = reader.GetString()!; break;
                case JsonTokenType.StartObject or JsonTokenType.StartArray: path.Push(name); break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray: path.TryPop(out _); break;
                case JsonTokenType.True when name == "trust_remote_code":
                    judgement.Sign("custom-code", Danger.Review, start + reader.TokenStartIndex, name, "it asks loaders to run code that comes with the model");
                    break;
                case JsonTokenType.String: Text(path, name, reader.GetString()!, start + reader.TokenStartIndex + 1, judgement); break;
            }
        }
    }

    private static void Text(Stack<string> path, string name, string text, long at, Judgement judgement)
    {
        var parent = path.Count > 0 ? path.Peek() : "";
        if (path.Contains("auto_map"))
            judgement.Sign("custom-code", Danger.Review, at, text, text.Contains("--", StringComparison.Ordinal) ? "loaders that trust it run this code of another repository" : "loaders that trust it run this code, which comes with the model");
        else if (parent == "_class_name" && name == "_class_name")
            judgement.Sign("custom-code", Danger.Review, at, text, "the pipeline is code that comes with the model");
        else if (TemplateJudge.IsTemplate(text)) TemplateJudge.Judge(text, at, judgement);
        if (path.Count > 1) return;
        if (name is "base_model_name_or_path" or "_name_or_path" or "peft_type" or "model_type" or "revision" or "base_model" or "task_type" or "license") judgement.Fact(name, text);
    }
}
