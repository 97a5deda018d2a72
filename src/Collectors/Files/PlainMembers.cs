namespace Plumbline.Collectors.Files;

/// <summary>The members of one object that a reader asked for by name, as bytes; all of the object is walked and checked.</summary>
internal ref struct PlainMembers
{
    private readonly ReadOnlySpan<byte> json;
    private readonly Places places;

    /// <summary>Walks an object; what is none has no members.</summary>
    /// <param name="json">The object's bytes.</param>
    /// <param name="names">The members to keep: eight at most.</param>
    public PlainMembers(ReadOnlySpan<byte> json, params ReadOnlySpan<string> names)
    {
        this.json = json;
        var fields = new PlainFields(json, 0);
        if (!fields.Enter((byte)'{')) return;
        while (fields.NextKey(out var key))
        {
            var from = fields.At;
            fields.Skip();
            if (fields.HasFailed) break;
            for (var i = 0; i < names.Length; i++)
            {
                if (key.Length != names[i].Length || !System.Text.Ascii.Equals(key, names[i])) continue;
                if (places[i].From > 0) fields.Fail();
                else places[i] = (from, fields.At);
                break;
            }
        }

        IsUnsure = fields.HasFailed;
    }

    /// <summary>True where a general reader has to read the object: a name is there twice, or a key has escapes.</summary>
    public bool IsUnsure { get; }

    /// <summary>The bytes of a member by its place among the names; empty where there is none.</summary>
    public readonly ReadOnlySpan<byte> this[int name] => json[places[name].From..places[name].Until];

    /// <summary>The text of a string member; empty where there is none, or where it has escapes or leaves ASCII (<paramref name="isPlain"/> turns false).</summary>
    public readonly ReadOnlySpan<byte> Text(int name, ref bool isPlain)
    {
        var value = this[name];
        if (value.Length < 2 || value[0] != (byte)'"') return default;
        value = value[1..^1];
        var fits = System.Text.Ascii.IsValid(value) && !value.Contains((byte)'\\');
        isPlain &= fits;
        return fits ? value : default;
    }

    /// <summary>True where the member is a string.</summary>
    public readonly bool IsString(int name) => this[name] is [(byte)'"', ..];

    [System.Runtime.CompilerServices.InlineArray(8)]
    private struct Places
    {
        private (int From, int Until) first;
    }
}
