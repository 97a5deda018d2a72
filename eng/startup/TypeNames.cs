using System.Reflection;

/// <summary>Finds types by the names that the runtime gives them: `List`1[Namespace.Type]`, without assemblies.</summary>
internal sealed class TypeNames(IReadOnlyList<Assembly> assemblies)
{
    // All reference types share one compiled form, which the runtime calls so.
    private const string Shared = "System.__Canon";
    private readonly Dictionary<string, Type> known = new(StringComparer.Ordinal) { [Shared] = typeof(object) };

    /// <summary>The type; null where none has that name, or not with these arguments.</summary>
    public Type? Find(string text)
    {
        try
        {
            var at = 0;
            return Read(text, ref at);
        }
        catch (Exception e) when (e is ArgumentException or TypeLoadException or FileNotFoundException)
        {
            return null;
        }
    }

    private Type Read(string text, ref int at)
    {
        var end = text.AsSpan(at).IndexOfAny("[],") is var next and >= 0 ? at + next : text.Length;
        var type = Named(text[at..end]);
        at = end;
        if (at + 1 < text.Length && text[at] == '[' && text[at + 1] is not (']' or ',')) type = type.MakeGenericType(Arguments(text, ref at));
        for (; at + 1 < text.Length && text.AsSpan(at).StartsWith("[]", StringComparison.Ordinal); at += 2) type = type.MakeArrayType();
        return type;
    }

    private Type[] Arguments(string text, ref int at)
    {
        var arguments = new List<Type>();
        do
        {
            at++;
            arguments.Add(Read(text, ref at));
        }
        while (at < text.Length && text[at] == ',');
        at++;
        return [.. arguments];
    }

    private Type Named(string name)
    {
        if (known.TryGetValue(name, out var type)) return type;
        type = assemblies.Select(a => a.GetType(name)).FirstOrDefault(t => t is not null) ?? throw new TypeLoadException(name);
        return known[name] = type;
    }
}
