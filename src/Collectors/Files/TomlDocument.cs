namespace Plumbline.Collectors.Files;

/// <summary>The statements of a document: headers, keys, and who may add to which table.</summary>
internal sealed class TomlDocument(TomlCursor cursor)
{
    private readonly TomlTable root = new(1, TomlOpening.Header);
    private readonly TomlValues values = new(cursor);

    public TomlTable Read()
    {
        var current = root;
        while (true)
        {
            cursor.SkipBlank();
            if (cursor.IsAtEnd) return root;
            if (cursor.Now == '[') current = Header();
            else values.KeyValue(current, 0);
            cursor.EndLine();
        }
    }

    private TomlTable Header()
    {
        var line = cursor.Line;
        cursor.Take('[');
        var isElement = cursor.TryTake('[');
        var path = cursor.Keys();
        cursor.Take(']');
        if (isElement) cursor.Take(']');
        var at = root;
        foreach (var key in path[..^1]) at = Enter(at, key, line);
        return isElement ? Element(at, path[^1], line) : Table(at, path[^1], line);
    }

    // On the way down, an array of tables stands for its last element.
    private TomlTable Enter(TomlTable at, string key, int line)
    {
        if (at[key] is not { } child)
        {
            var made = cursor.Count(new TomlTable(line, TomlOpening.Implied));
            at.TryAdd(key, made);
            return made;
        }

        return child switch
        {
            TomlTable { Opening: not TomlOpening.Inline } table => table,
            TomlArray { IsOfHeaders: true } array => (TomlTable)array.Items[^1],
            _ => throw new TomlFault(line, $"`{key}` is no table that can be added to"),
        };
    }

    private TomlTable Table(TomlTable at, string key, int line)
    {
        if (at[key] is TomlTable { Opening: TomlOpening.Implied } known)
        {
            known.Opening = TomlOpening.Header;
            return known;
        }

        var made = cursor.Count(new TomlTable(line, TomlOpening.Header));
        return at.TryAdd(key, made) ? made : throw new TomlFault(line, $"`{key}` is there twice");
    }

    private TomlTable Element(TomlTable at, string key, int line)
    {
        if (at[key] is null) at.TryAdd(key, cursor.Count(new TomlArray(line, isOfHeaders: true)));
        if (at[key] is not TomlArray { IsOfHeaders: true } array) throw new TomlFault(line, $"`{key}` is there twice, and not as an array of tables");
        var made = cursor.Count(new TomlTable(line, TomlOpening.Header));
        array.Add(made);
        return made;
    }
}
