using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Plumbline.Reports;

/// <summary>Writes one JSON document the way every report does: indented, lines ended by LF, letters as they are.</summary>
internal static class JsonText
{
    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static void Write(TextWriter to, Action<Utf8JsonWriter> document)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, Options)) document(json);
        to.WriteLine(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length));
    }
}
