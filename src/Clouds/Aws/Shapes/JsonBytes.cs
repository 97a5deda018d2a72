using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Plumbline.Clouds.Aws.Shapes;

/// <summary>Writes documents: indented, every character as it is, for the files are read by people too.</summary>
internal static class JsonBytes
{
    private static readonly JsonWriterOptions Written = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    public static byte[] Of(JsonObject document)
    {
        using var held = new MemoryStream();
        using (var writer = new Utf8JsonWriter(held, Written)) document.WriteTo(writer);
        return held.ToArray();
    }
}
