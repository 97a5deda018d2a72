using System.Buffers.Text;
using System.Globalization;

namespace Plumbline.Store.Records;

/// <summary>Moments as records write them: UTC, always 28 characters, so that text order is time order.</summary>
public static class Instant
{
    private const string Form = "yyyy-MM-ddTHH:mm:ss.fffffffZ";

    /// <summary>`2026-11-21T09:00:00.0000000Z`.</summary>
    public static string Write(DateTimeOffset moment) => moment.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>Reads what <see cref="Write"/> wrote; <see cref="DateTimeOffset.MinValue"/> where the text is something else.</summary>
    public static DateTimeOffset Read(ReadOnlySpan<byte> text) =>
        text.Length == Form.Length && Utf8Parser.TryParse(text, out DateTime time, out var read, 'O') && read == text.Length
            ? new DateTimeOffset(time.ToUniversalTime(), TimeSpan.Zero) : DateTimeOffset.MinValue;
}
