namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>The names that a source text may call or derive from, as hashes; found without parsing.</summary>
internal static class CallNames
{
    private const int MostNames = 20_000;

    /// <summary>The hash of a name.</summary>
    public static int Of(ReadOnlySpan<char> name)
    {
        var hash = 2166136261u;
        foreach (var c in name) hash = (hash ^ c) * 16777619u;
        return (int)hash;
    }

    /// <summary>Names before a bracket and in the head of a class; and those of the classes. Each once, in order.</summary>
    public static (int[] Called, int[] Classes) In(ReadOnlySpan<char> text)
    {
        var (found, classes) = (new HashSet<int>(), new HashSet<int>());
        var (isHead, isClass) = (false, false);
        for (var at = 0; at < text.Length && found.Count < MostNames; at++)
        {
            if (!IsLetter(text[at]))
            {
                isHead &= text[at] is not ('{' or ';' or '\n');
                isClass &= text[at] == ' ';
                continue;
            }

            var begin = at;
            while (at < text.Length && (IsLetter(text[at]) || char.IsAsciiDigit(text[at]))) at++;
            var name = text[begin..at];
            var next = at;
            while (next < text.Length && text[next] == ' ') next++;
            var isKeyword = name is "class" or "record" or "struct" or "interface" or "enum";
            if (isClass && !isKeyword) classes.Add(Of(name));
            isClass = isKeyword;
            isHead |= name is "class" or "record" or "extends";
            if (isHead || (next < text.Length && text[next] is '(' or '<' or '{')) found.Add(Of(name));
            at--;
        }

        return ([.. found.Order()], [.. classes.Order()]);
    }

    private static bool IsLetter(char c) => char.IsAsciiLetter(c) || c is '_' or '$' || c > 127;
}
