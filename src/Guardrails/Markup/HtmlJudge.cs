using System.Net;
using System.Text;

namespace Plumbline.Guardrails.Markup;

/// <summary>Finds what HTML and SVG hide: comments, hidden elements, attributes, scripts in pictures. Linear, bounded, no tree.</summary>
public static class HtmlJudge
{
    private const int Most = 500;
    private const int Deepest = 200;
    private const int ShortestAttribute = 24;

    /// <summary>What a page or picture hides.</summary>
    /// <param name="text">The document, or Markdown with HTML in it.</param>
    /// <param name="isPicture">True for SVG: what acts in a picture has no business there.</param>
    public static Concealed Find(string text, bool isPicture)
    {
        var walk = new Walk(text, isPicture);
        walk.Run();
        return new Concealed(walk.Hidden, walk.Active, walk.Hidden.Count < Most);
    }

    private static bool IsVoid(string name) => name is "br" or "hr" or "img" or "input" or "meta" or "link" or "area" or "base" or "col" or "embed" or "source" or "track" or "wbr" or "path" or "rect" or "circle" or "line" or "use";

    /// <summary>One pass over a document.</summary>
    private sealed class Walk(string text, bool isPicture)
    {
        private readonly List<(string Name, string? Reason)> open = [];
        private readonly Dictionary<string, string> classes = new(StringComparer.Ordinal);
        private readonly StringBuilder hiddenText = new();
        private int hiddenAt = -1;
        private string? reason;

        public List<HiddenPart> Hidden { get; } = [];

        public List<ActivePart> Active { get; } = [];

        public void Run()
        {
            for (var at = 0; at < text.Length && Hidden.Count < Most;)
            {
                var next = text.IndexOf('<', at);
                if (next < 0) next = text.Length;
                if (reason is not null && next > at) Take(at, next);
                if (next >= text.Length - 1) return;
                at = Markup(next);
            }
        }

        private int Markup(int at)
        {
            if (text.AsSpan(at).StartsWith("<!--"))
            {
                var end = text.IndexOf("-->", at + 4, StringComparison.Ordinal);
                if (end < 0) end = text.Length;
                Add(at, end - at, "stands in a comment", text[(at + 4)..end], false);
                return Math.Min(end + 3, text.Length);
            }

            if (text[at + 1] == '/') return Close(at);
            if (!char.IsAsciiLetter(text[at + 1])) return at + 1;
            return Open(at);
        }

        private int Close(int at)
        {
            var end = text.IndexOf('>', at);
            if (end < 0) return text.Length;
            var name = text[(at + 2)..end].Trim().ToLowerInvariant();
            for (var i = open.Count - 1; i >= 0; i--)
            {
                if (open[i].Name != name) continue;
                open.RemoveRange(i, open.Count - i);
                break;
            }

            var now = open.Count > 0 ? open[^1].Reason : null;
            if (now is null) Flush(at);
            reason = now;
            return end + 1;
        }

        private int Open(int at)
        {
            var i = at + 1;
            while (i < text.Length && (char.IsAsciiLetterOrDigit(text[i]) || text[i] is '-' or ':')) i++;
            var name = text[(at + 1)..i].ToLowerInvariant();
            // `<name>` in prose, and generics in code, are no elements.
            var attributes = Attributes(ref i, out var isClosed);
            if (i < 0) return at + 1;
            var hides = attributes.Count > 0 ? Hides(name, attributes) : null;
            Acts(at, name, attributes);
            foreach (var (key, value) in attributes)
            {
                if (value.Length >= ShortestAttribute && key is "alt" or "title" or "aria-label" or "aria-description" or "placeholder" or "content" or "summary" or "value" || (value.Length >= ShortestAttribute && key.StartsWith("data-", StringComparison.Ordinal)))
                    Add(at, i - at, $"stands in an attribute `{(key.StartsWith("data-", StringComparison.Ordinal) ? "data-…" : key)}`", WebUtility.HtmlDecode(value), false);
            }

            if (name is "script" or "style") return Raw(name, i);
            if (isPicture && name is "desc" or "metadata") hides ??= "stands in a part of a picture that is not shown";
            if (name is "template" or "noscript" && !isPicture) hides ??= "stands in an element that is not shown";
            if (isClosed || IsVoid(name) || open.Count >= Deepest) return i;
            open.Add((name, hides ?? reason));
            reason = open[^1].Reason;
            return i;
        }

        private int Raw(string name, int at)
        {
            var end = text.IndexOf("</" + name, at, StringComparison.OrdinalIgnoreCase);
            if (end < 0) return text.Length;
            if (name == "style") Rules(text.AsSpan(at, end - at));
            return text.IndexOf('>', end) is >= 0 and var close ? close + 1 : text.Length;
        }

        // `.name { display: none }`: only rules of a single class; more is a browser's business.
        private void Rules(ReadOnlySpan<char> css)
        {
            while (css.IndexOf('{') is > 0 and var brace && classes.Count < 500)
            {
                var selector = css[..brace].Trim();
                if (selector.LastIndexOf('}') is >= 0 and var last) selector = selector[(last + 1)..].Trim();
                var end = css[brace..].IndexOf('}');
                if (end < 0) return;
                if (selector.Length > 1 && selector[0] is '.' or '#' && selector.IndexOfAny(" >:[") < 0 && Styles.Hides(css.Slice(brace + 1, end - 1)) is { } hides) classes[selector.ToString()] = hides;
                css = css[(brace + end + 1)..];
            }
        }

        private string? Hides(string name, List<(string Key, string Value)> attributes)
        {
            foreach (var (key, value) in attributes)
            {
                var why = key switch
                {
                    "hidden" => "is marked as hidden",
                    "style" => Styles.Hides(value),
                    "aria-hidden" when value == "true" => null,
                    "type" when name == "input" && value == "hidden" => "is a hidden field",
                    "class" => value.Split(' ').Select(c => classes.GetValueOrDefault("." + c)).FirstOrDefault(c => c is not null),
                    "id" => classes.GetValueOrDefault("#" + value),
                    "color" when name == "font" => Styles.IsLight(value.ToLowerInvariant()) ? "is written in the colour of the page" : null,
                    "fill" when name is "text" or "tspan" => value is "none" or "transparent" || Styles.IsLight(value.ToLowerInvariant()) ? "is written in no colour, or in that of the page" : null,
                    _ when name is "text" or "tspan" or "g" or "foreignobject" => Styles.Of(key, value.ToLowerInvariant()),
                    _ => null,
                };
                if (why is not null) return why;
            }

            return null;
        }

        private void Acts(int at, string name, List<(string Key, string Value)> attributes)
        {
            if (!isPicture || Active.Count >= Most) return;
            if (name is "script") Active.Add(new ActivePart(at, "holds a script within a picture"));
            foreach (var (key, value) in attributes)
            {
                if (key.StartsWith("on", StringComparison.Ordinal) && value.Length > 0) Active.Add(new ActivePart(at, "runs code when a picture is shown"));
                else if (key is "href" or "xlink:href" && value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase)) Active.Add(new ActivePart(at, "runs code when a picture is clicked"));
            }
        }

        private List<(string Key, string Value)> Attributes(ref int i, out bool isClosed)
        {
            var found = new List<(string, string)>();
            isClosed = false;
            for (var n = 0; n < 100 && i < text.Length; n++)
            {
                while (i < text.Length && char.IsWhiteSpace(text[i])) i++;
                if (i >= text.Length) break;
                if (text[i] == '/') { isClosed = true; i++; continue; }
                if (text[i] == '>') { i++; return found; }
                var start = i;
                while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] is not ('=' or '>' or '/' or '<')) i++;
                if (i == start || i >= text.Length || text[i] == '<') break;
                var key = text[start..i].ToLowerInvariant();
                if (text[i] != '=') { found.Add((key, "")); continue; }
                found.Add((key, Value(ref i)));
                isClosed = false;
            }

            i = -1;
            return found;
        }

        private string Value(ref int i)
        {
            i++;
            while (i < text.Length && text[i] is ' ' or '\t') i++;
            if (i >= text.Length) return "";
            var start = i;
            if (text[i] is '"' or '\'')
            {
                var end = text.IndexOf(text[i], i + 1);
                if (end < 0) end = text.Length - 1;
                i = end + 1;
                return text[(start + 1)..end];
            }

            while (i < text.Length && !char.IsWhiteSpace(text[i]) && text[i] != '>') i++;
            return text[start..i];
        }

        private void Take(int from, int to)
        {
            if (hiddenAt < 0) hiddenAt = from;
            if (hiddenText.Length < 64 * 1024) hiddenText.Append(text, from, to - from).Append(' ');
        }

        private void Flush(int at)
        {
            if (hiddenAt >= 0 && reason is not null && hiddenText.ToString().Trim() is { Length: > 3 } told) Add(hiddenAt, at - hiddenAt, reason, WebUtility.HtmlDecode(told), true);
            hiddenText.Clear();
            hiddenAt = -1;
        }

        private void Add(int start, int length, string why, string told, bool isDeliberate)
        {
            if (told.Trim().Length > 3 && Hidden.Count < Most) Hidden.Add(new HiddenPart(start, length, why, told, isDeliberate));
        }
    }
}
