using System.Globalization;

namespace Plumbline.Guardrails.Markup;

/// <summary>Judges styles: do they keep an element from being seen?</summary>
internal static class Styles
{
    /// <summary>Why an element of this style is not seen; null where it may be.</summary>
    public static string? Hides(ReadOnlySpan<char> style)
    {
        string? color = null, background = null;
        var (isClipped, isEmpty) = (false, false);
        foreach (var range in style.Split(';'))
        {
            var part = style[range];
            var colon = part.IndexOf(':');
            if (colon <= 0) continue;
            var name = part[..colon].Trim();
            var value = part[(colon + 1)..].Trim().ToString().ToLowerInvariant().Replace("!important", "", StringComparison.Ordinal).Trim();
            if (Is(name, "color") || Is(name, "fill")) color = value;
            else if (Is(name, "background") || Is(name, "background-color")) background = value;
            else if (Is(name, "overflow")) isClipped |= value is "hidden" or "clip";
            else if (Is(name, "width") || Is(name, "height") || Is(name, "max-height") || Is(name, "max-width")) isEmpty |= Size(value) is >= 0 and < 1.5;
            else if (Of(name, value) is { } reason) return reason;
        }

        if (isClipped && isEmpty) return "is cut off by its size";
        if (color is null) return null;
        if (color is "transparent" || IsClear(color)) return "is written in no colour";
        return IsLight(color) && (background is null || IsLight(background)) ? "is written in the colour of the page" : null;
    }

    /// <summary>Why an attribute of a picture keeps a text from being seen: `opacity`, `fill`, `font-size`, …</summary>
    public static string? Of(ReadOnlySpan<char> name, string value)
    {
        if (Is(name, "display")) return value == "none" ? "is not displayed" : null;
        if (Is(name, "visibility")) return value is "hidden" or "collapse" ? "is not visible" : null;
        if (Is(name, "opacity") || Is(name, "fill-opacity")) return Number(value) is >= 0 and < 0.06 ? "is transparent" : null;
        if (Is(name, "font-size")) return Size(value) is >= 0 and < 1.6 ? "is too small to be read" : null;
        if (Is(name, "text-indent") || Is(name, "left") || Is(name, "top") || Is(name, "right") || Is(name, "margin-left") || Is(name, "margin-top")) return value.StartsWith('-') && Size(value[1..]) is >= 500 ? "lies outside the page" : null;
        if (Is(name, "transform")) return value.Contains("scale(0", StringComparison.Ordinal) && !value.Contains("scale(0.", StringComparison.Ordinal) ? "is scaled to nothing" : null;
        if (Is(name, "clip") || Is(name, "clip-path")) return value.Contains("rect(0", StringComparison.Ordinal) || value.Contains("inset(50%", StringComparison.Ordinal) || value.Contains("inset(100%", StringComparison.Ordinal) ? "is clipped away" : null;
        return null;
    }

    /// <summary>True of white and nearly white.</summary>
    public static bool IsLight(string color)
    {
        if (color is "white" or "snow" or "ivory" or "ghostwhite" or "floralwhite" or "whitesmoke" or "mintcream" or "azure") return true;
        if (color.StartsWith('#'))
        {
            var digits = color[1..];
            if (digits.Length is 3 or 4) digits = string.Concat(digits[..3].Select(c => new string(c, 2)));
            return digits.Length is 6 or 8 && int.TryParse(digits[..6], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb) && (rgb >> 16) >= 0xf5 && ((rgb >> 8) & 255) >= 0xf5 && (rgb & 255) >= 0xf5;
        }

        if (!color.StartsWith("rgb", StringComparison.Ordinal) || color.IndexOf('(', StringComparison.Ordinal) is not > 0) return false;
        var parts = color[(color.IndexOf('(', StringComparison.Ordinal) + 1)..].TrimEnd(')').Split([',', ' ', '/'], StringSplitOptions.RemoveEmptyEntries);
        return parts.Length >= 3 && parts.Take(3).All(p => Number(p) is >= 245 || p == "100%");
    }

    private static bool IsClear(string color) => color.StartsWith("rgba(", StringComparison.Ordinal) && color.TrimEnd(')', ' ').Split(',', '/') is [.., var alpha] && Number(alpha.Trim()) is >= 0 and < 0.06;

    private static bool Is(ReadOnlySpan<char> name, string known) => name.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static double Number(string value) => double.TryParse(value.TrimEnd('%'), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : -1;

    // Pixels; -1 where it is no plain size.
    private static double Size(string value)
    {
        var end = 0;
        while (end < value.Length && (char.IsAsciiDigit(value[end]) || value[end] == '.')) end++;
        if (end == 0 || !double.TryParse(value.AsSpan(0, end), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)) return -1;
        return value[end..].Trim() switch { "" or "px" => number, "pt" => number * 1.33, "em" or "rem" or "ex" or "ch" => number * 16, "vw" or "vh" => number * 10, "%" => number == 0 ? 0 : number * 10, _ => -1 };
    }
}
