using System.Text;

namespace Plumbline.Collectors.Files;

/// <summary>Walks an object's members or a list's elements in place, as <see cref="PlainJson"/> does; what it is not sure of it fails.</summary>
/// <param name="json">The bytes; may go on behind the value.</param>
/// <param name="start">Where the value starts.</param>
internal ref struct PlainFields(ReadOnlySpan<byte> json, int start)
{
    private readonly ReadOnlySpan<byte> json = json;
    private bool fresh;

    /// <summary>Where the reading stands; behind the value once all of it was walked. -1 where it failed.</summary>
    public int At { get; private set; } = PlainJson.SkipBlank(json, start);

    /// <summary>True where a general reader has to decide.</summary>
    public readonly bool HasFailed => At < 0;

    /// <summary>The byte that starts the next value; 0 where there is none.</summary>
    public readonly byte Next => (uint)At < (uint)json.Length ? json[At] : (byte)0;

    /// <summary>Enters an object or list that stands here; false where the value is another.</summary>
    public bool Enter(byte open)
    {
        if (Next != open) return false;
        At++;
        return fresh = true;
    }

    /// <summary>Moves to the next member's value; false behind the last, or where it fails. Keys with escapes fail.</summary>
    public bool NextKey(out ReadOnlySpan<byte> key)
    {
        key = default;
        if (!Continue((byte)'}')) return false;
        if (Next != (byte)'"') return Fail();
        var start = At + 1;
        var end = PlainJson.StringEnd(json, start);
        if (end < 0) return Fail();
        key = json[start..end];
        if (key.Contains((byte)'\\')) return Fail();
        At = PlainJson.SkipBlank(json, end + 1);
        if (Next != (byte)':') return Fail();
        At = PlainJson.SkipBlank(json, At + 1);
        return true;
    }

    /// <summary>Moves to the next element; false behind the last, or where it fails.</summary>
    public bool NextElement() => Continue((byte)']');

    /// <summary>Passes the value here; its bytes.</summary>
    public ReadOnlySpan<byte> Skip()
    {
        var start = At;
        At = PlainJson.SkipValue(json, At);
        return HasFailed ? default : json[start..At];
    }

    /// <summary>Passes the value here: the text of a string, empty for any other. A text with escapes or beyond ASCII fails.</summary>
    public ReadOnlySpan<byte> Text()
    {
        var value = Skip();
        if (value.Length < 2 || value[0] != (byte)'"') return default;
        value = value[1..^1];
        if (Ascii.IsValid(value) && !value.Contains((byte)'\\')) return value;
        Fail();
        return default;
    }

    /// <summary>Passes the value here: a string with its quotes, so that an empty one is told from none; empty for any other value.</summary>
    public ReadOnlySpan<byte> Quoted()
    {
        var value = Skip();
        return value is [(byte)'"', ..] ? value : default;
    }

    /// <summary>Says that a general reader has to decide; always false.</summary>
    public bool Fail()
    {
        At = -1;
        return false;
    }

    private bool Continue(byte close)
    {
        if (HasFailed) return false;
        At = PlainJson.SkipBlank(json, At);
        if (Next == close)
        {
            At++;
            return fresh = false;
        }

        if (fresh) return !(fresh = false);
        if (Next != (byte)',') return Fail();
        At = PlainJson.SkipBlank(json, At + 1);
        return Next == close ? Fail() : true;
    }
}
