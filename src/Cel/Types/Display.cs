using System.Globalization;
using System.Text;

namespace Plumbline.Cel.Types;

/// <summary>Values as a person reads them.</summary>
internal static class Display
{
    private const int Shown = 8;

    public static string Of(Value value) => value.Kind switch
    {
        ValueKind.Null => "nothing",
        ValueKind.Bool => value.AsBool ? "true" : "false",
        ValueKind.Int => value.AsInt.ToString(CultureInfo.InvariantCulture),
        ValueKind.Uint => value.AsUint.ToString(CultureInfo.InvariantCulture),
        ValueKind.Double => value.AsDouble.ToString("R", CultureInfo.InvariantCulture),
        ValueKind.String => value.AsString!,
        ValueKind.List => Of(value.AsList!),
        ValueKind.Map => Of(value.AsMap!),
        ValueKind.Timestamp => ((Timestamp)value.AsBoxed!).AsInstant.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture),
        ValueKind.Error => value.AsError!.Message,
        _ => value.AsBoxed!.ToString() ?? "",
    };

    private static string Of(ListValue list)
    {
        if (list.Items.IsEmpty) return "none";
        var text = string.Join(", ", list.Items.Take(Shown).Select(Of));
        return list.Items.Length > Shown ? $"{text} and {list.Items.Length - Shown} more" : text;
    }

    private static string Of(MapValue map)
    {
        var text = new StringBuilder();
        for (var i = 0; i < map.Count; i++)
        {
            if (i > 0) text.Append(' ');
            text.Append(Of(map.Keys[i])).Append('=').Append(Of(map.Values[i]));
        }

        return text.ToString();
    }
}
