using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace Plumbline.Collectors.Declared.DataFiles.Parquet;

/// <summary>Values written one after the other, as texts; what is no text and no number is null.</summary>
internal static class PlainValues
{
    private const int LongestText = 1 << 20;

    /// <summary>Reads as many as there are, at most as many as asked for.</summary>
    /// <exception cref="InvalidDataException">A value reaches outside.</exception>
    public static string?[] Read(ReadOnlySpan<byte> bytes, Leaf leaf, int count)
    {
        var values = new List<string?>(Math.Min(count, bytes.Length + 1));
        for (var at = 0; values.Count < count && at < bytes.Length;)
        {
            var width = leaf.Type switch { 1 or 4 => 4, 2 or 5 => 8, 3 => 12, 6 => Long(bytes, ref at), 7 => leaf.Width, _ => 0 };
            if (width < 0 || (width == 0 && leaf.Type != 6)) break;
            if (width > bytes.Length - at) throw new InvalidDataException("a value is cut off");
            values.Add(Text(bytes.Slice(at, width), leaf.Type));
            at += width;
        }

        return [.. values];
    }

    private static int Long(ReadOnlySpan<byte> bytes, ref int at)
    {
        if (bytes.Length - at < 4) throw new InvalidDataException("a value is cut off");
        var length = BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);
        at += 4;
        return length >= 0 ? length : throw new InvalidDataException("a value has no length");
    }

    private static string? Text(ReadOnlySpan<byte> value, int type) => type switch
    {
        1 => BinaryPrimitives.ReadInt32LittleEndian(value).ToString(CultureInfo.InvariantCulture),
        2 => BinaryPrimitives.ReadInt64LittleEndian(value).ToString(CultureInfo.InvariantCulture),
        4 => BinaryPrimitives.ReadSingleLittleEndian(value).ToString(CultureInfo.InvariantCulture),
        5 => BinaryPrimitives.ReadDoubleLittleEndian(value).ToString(CultureInfo.InvariantCulture),
        6 or 7 when value.Length <= LongestText && Utf8.IsValid(value) && value.IndexOf((byte)0) < 0 => Encoding.UTF8.GetString(value),
        _ => null,
    };
}
