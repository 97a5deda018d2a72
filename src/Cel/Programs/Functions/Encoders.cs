using Plumbline.Cel.Types;

namespace Plumbline.Cel.Programs.Functions;

/// <summary>The encoders extension.</summary>
internal static class Encoders
{
    public static IEnumerable<Overload> All { get; } =
    [
        new("base64.encode(bytes): string", static a => Value.Of(Convert.ToBase64String(((Bytes)a[0].AsBoxed!).Content.AsSpan()))),
        new("base64.decode(string): bytes", static a => Decode(a[0].AsString!)),
    ];

    private static Value Decode(string text)
    {
        var padded = text.PadRight((text.Length + 3) / 4 * 4, '=');
        var room = new byte[padded.Length / 4 * 3];
        return Convert.TryFromBase64String(padded, room, out var length)
            ? Value.Of(new Bytes([.. room.AsSpan(0, length)]))
            : Value.Error("the text is not base64");
    }
}
