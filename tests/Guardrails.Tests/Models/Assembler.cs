using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Writes pickles from a line of opcodes: `global os system; text ls; tuple1; reduce; stop`.</summary>
internal static class Assembler
{
    private static readonly Dictionary<string, byte[]> Plain = new()
    {
        ["mark"] = "("u8.ToArray(), ["stop"] = "."u8.ToArray(), ["pop"] = "0"u8.ToArray(), ["popmark"] = "1"u8.ToArray(), ["dup"] = "2"u8.ToArray(), ["none"] = "N"u8.ToArray(),
        ["reduce"] = "R"u8.ToArray(), ["build"] = "b"u8.ToArray(), ["append"] = "a"u8.ToArray(), ["appends"] = "e"u8.ToArray(), ["dict"] = "d"u8.ToArray(), ["list"] = "l"u8.ToArray(),
        ["emptydict"] = "}"u8.ToArray(), ["emptylist"] = "]"u8.ToArray(), ["emptytuple"] = ")"u8.ToArray(), ["tuple"] = "t"u8.ToArray(), ["setitem"] = "s"u8.ToArray(), ["setitems"] = "u"u8.ToArray(),
        ["obj"] = "o"u8.ToArray(), ["newobj"] = [0x81], ["newobjex"] = [0x92], ["tuple1"] = [0x85], ["tuple2"] = [0x86], ["tuple3"] = [0x87], ["true"] = [0x88], ["stackglobal"] = [0x93],
        ["memoize"] = [0x94], ["binpersid"] = "Q"u8.ToArray(), ["emptyset"] = [0x8F], ["additems"] = [0x90], ["frozenset"] = [0x91], ["nextbuffer"] = [0x97],
    };

    public static byte[] Pickle(string program)
    {
        using var held = new MemoryStream();
        foreach (var line in program.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)) held.Write(Opcode(line));
        return held.ToArray();
    }

    public static byte[] Join(params byte[][] parts) => [.. parts.SelectMany(p => p)];

    private static byte[] Opcode(string line)
    {
        var (name, rest) = line.Split(' ', 2) is [var n, var r] ? (n, r) : (line, "");
        if (Plain.TryGetValue(name, out var bytes)) return bytes;
        var text = Encoding.UTF8.GetBytes(rest);
        return name switch
        {
            "proto" => [0x80, byte.Parse(rest, CultureInfo.InvariantCulture)],
            "frame" => [0x95, .. Wide(long.Parse(rest, CultureInfo.InvariantCulture))],
            "global" => Lines('c', rest.Replace(' ', '\n')),
            "inst" => Lines('i', rest.Replace(' ', '\n')),
            "string" => Lines('S', rest),
            "unicode" => Lines('V', rest),
            "int" => Lines('I', rest),
            "long" => Lines('L', rest),
            "float" => Lines('F', rest),
            "persid" => Lines('P', rest),
            "put" => Lines('p', rest),
            "get" => Lines('g', rest),
            "text" => [0x8C, (byte)text.Length, .. text],
            "binunicode" => [(byte)'X', .. Four(text.Length), .. text],
            "binunicode8" => [0x8D, .. Wide(text.Length), .. text],
            "shortstring" => [(byte)'U', (byte)text.Length, .. text],
            "bytes" => Bytes(Convert.FromHexString(rest)),
            "latin" => Bytes(text),
            "num" => [(byte)'J', .. Four(int.Parse(rest, CultureInfo.InvariantCulture))],
            "real" => [(byte)'G', 0, 0, 0, 0, 0, 0, 0, 0],
            "binput" => [(byte)'q', byte.Parse(rest, CultureInfo.InvariantCulture)],
            "binget" => [(byte)'h', byte.Parse(rest, CultureInfo.InvariantCulture)],
            "longbinput" => [(byte)'r', .. Four(unchecked((int)uint.Parse(rest, CultureInfo.InvariantCulture)))],
            "longbinget" => [(byte)'j', .. Four(unchecked((int)uint.Parse(rest, CultureInfo.InvariantCulture)))],
            "ext1" => [0x82, byte.Parse(rest, CultureInfo.InvariantCulture)],
            "raw" => Convert.FromHexString(rest),
            _ => throw new ArgumentException($"no opcode is called `{name}`"),
        };
    }

    private static byte[] Bytes(byte[] payload) => [(byte)'B', .. Four(payload.Length), .. payload];

    private static byte[] Lines(char op, string text) => [(byte)op, .. Encoding.Latin1.GetBytes(text + "\n")];

    private static byte[] Four(int number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
        return bytes;
    }

    private static byte[] Wide(long number)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
        return bytes;
    }
}
