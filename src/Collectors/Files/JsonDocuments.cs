using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Files;

/// <summary>Files that hold one JSON document, or several behind one another: an export, or one object a line.</summary>
public static class JsonDocuments
{
    private const int Most = 100_000;

    /// <summary>Shows every document; one sentence where the file cannot be read to its end. What was read before still counts.</summary>
    public static string? Each(EstateFile file, byte[] bytes, Action<JsonElement> show)
    {
        if (!Utf8.IsValid(bytes)) return $"`{file.Path}` is not UTF-8 text";
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = true });
        try
        {
            for (var read = 0; reader.Read(); read++)
            {
                if (read == Most) return $"`{file.Path}` holds more than {Most} documents";
                show(JsonDocument.ParseValue(ref reader).RootElement);
            }

            return null;
        }
        catch (JsonException e)
        {
            return $"`{file.Path}` is not json at line {(e.LineNumber ?? 0) + 1}";
        }
        catch (InvalidOperationException)
        {
            return $"`{file.Path}` holds a text that is no Unicode";
        }
    }
}
