using System.Collections.Immutable;
using System.Text.Json;

namespace Plumbline.Server.Api;

/// <summary>What a request carries as JSON, bounded and read field by field.</summary>
internal sealed class Sent : IDisposable
{
    private const int Largest = 1 << 20;
    private readonly JsonDocument? document;

    private Sent(JsonDocument? document, IResult? problem) => (this.document, Problem) = (document, problem);

    /// <summary>Why it cannot be read; null where it can.</summary>
    public IResult? Problem { get; }

    /// <summary>The object.</summary>
    public JsonElement Root => document!.RootElement;

    /// <summary>Reads the body.</summary>
    public static async Task<Sent> ReadAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType()) return new Sent(null, Problems.Of(StatusCodes.Status415UnsupportedMediaType, "send `application/json`"));
        try
        {
            using var body = new MemoryStream();
            var buffer = new byte[16 << 10];
            while (await context.Request.Body.ReadAsync(buffer, context.RequestAborted).ConfigureAwait(false) is > 0 and var read)
            {
                if (body.Length + read > Largest) return new Sent(null, Problems.Of(StatusCodes.Status413PayloadTooLarge, "the body is larger than 1 MiB"));
                body.Write(buffer, 0, read);
            }

            var document = JsonDocument.Parse(body.ToArray(), new JsonDocumentOptions { MaxDepth = 64 });
            if (document.RootElement.ValueKind == JsonValueKind.Object) return new Sent(document, null);
            document.Dispose();
            return new Sent(null, Problems.Bad("send one JSON object"));
        }
        catch (JsonException)
        {
            return new Sent(null, Problems.Bad("the body is no JSON"));
        }
    }

    /// <summary>A text field; null where it is not there or something else.</summary>
    public string? Text(string name) => Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A whole number; null where it is not there or something else.</summary>
    public int? Number(string name) => Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) ? number : null;

    /// <summary>True where it says true.</summary>
    public bool Is(string name) => Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>Reads a field that is true, false or not there; a problem where it is anything else, so that no mistyped word decides.</summary>
    /// <param name="name">The field.</param>
    /// <param name="value">What it says; null where it is not there.</param>
    public IResult? Flag(string name, out bool? value)
    {
        value = null;
        if (!Root.TryGetProperty(name, out var given)) return null;
        if (given.ValueKind is not (JsonValueKind.True or JsonValueKind.False)) return Problems.Bad($"`{name}` is true or false, without quotes");
        value = given.ValueKind == JsonValueKind.True;
        return null;
    }

    /// <summary>An object of texts.</summary>
    public ImmutableSortedDictionary<string, string> Texts(string name) =>
        Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object
            ? value.EnumerateObject().Where(p => p.Value.ValueKind == JsonValueKind.String).ToImmutableSortedDictionary(p => p.Name, p => p.Value.GetString()!, StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>A list of texts.</summary>
    public ImmutableArray<string> List(string name) =>
        Root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Where(v => v.ValueKind == JsonValueKind.String).Select(v => v.GetString()!)] : [];

    /// <inheritdoc/>
    public void Dispose() => document?.Dispose();
}
