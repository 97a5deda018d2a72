namespace Plumbline.Collectors.Files.Kubernetes;

/// <summary>How deep a text in JSON or YAML is nested, told without reading it.</summary>
internal static class TextDepth
{
    /// <summary>The most brackets that are open at once, or levels of indentation.</summary>
    public static int Of(string text)
    {
        var isBracketed = text.AsSpan().TrimStart() is ['{' or '[', ..];
        return Math.Max(isBracketed || text.AsSpan().ContainsAny("{[") ? Brackets(text, isBracketed) : 0, isBracketed ? 0 : Levels(text));
    }

    // Outside of JSON a line may hold one bracket without the other: only those that stand side by side count.
    private static int Brackets(string text, bool isBracketed)
    {
        var (depth, most, isText) = (0, 0, false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isBracketed && c == '\\' && isText) i++;
            else if (isBracketed && c == '"') isText = !isText;
            else if (isText) continue;
            else if (c is '{' or '[') most = Math.Max(most, ++depth);
            else if (c is '}' or ']') depth = Math.Max(0, depth - 1);
            else if (!isBracketed && c == '\n') depth = 0;
        }

        return most;
    }

    private static int Levels(string text)
    {
        var (open, most) = (new Stack<int>(), 0);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            var rest = line.TrimStart(' ');
            if (rest.Length == 0 || rest[0] == '#') continue;
            var (at, dashes) = (line.Length - rest.Length, 0);
            for (; rest.Length > 1 && rest[0] == '-' && rest[1] == ' '; dashes++) rest = rest[2..].TrimStart(' ');
            while (open.TryPeek(out var above) && above >= at) open.Pop();
            open.Push(at);
            most = Math.Max(most, open.Count + dashes);
        }

        return most;
    }
}
