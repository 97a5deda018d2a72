using System.Buffers.Binary;
using System.Text;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>Builds small models in their real formats.</summary>
internal static class Bytes
{
    public static byte[] U32(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] U64(ulong value)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, value);
        return bytes;
    }

    public static byte[] Of(params ReadOnlySpan<byte[]> parts)
    {
        using var all = new MemoryStream();
        foreach (var part in parts) all.Write(part);
        return all.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] Safetensors(string header, int data) => Of(U64((ulong)Encoding.UTF8.GetByteCount(header)), Utf8(header), new byte[data]);

    /// <summary>GGUF version 3 with texts as metadata and one tensor of eight floats.</summary>
    public static byte[] Gguf(params (string Key, string Value)[] texts)
    {
        static byte[] Text(string text) => Of(U64((ulong)Encoding.UTF8.GetByteCount(text)), Utf8(text));
        var head = Of(Utf8("GGUF"), U32(3), U64(1), U64((ulong)texts.Length));
        foreach (var (key, value) in texts) head = Of(head, Text(key), U32(8), Text(value));
        head = Of(head, Text("blk.0.weight"), U32(1), U64(8), U32(0), U64(0));
        return Of(head, new byte[(32 - head.Length % 32) % 32], new byte[32]);
    }

    /// <summary>A field of a message that holds bytes.</summary>
    public static byte[] Field(int number, params ReadOnlySpan<byte[]> parts)
    {
        var value = Of(parts);
        return Of(Varint((ulong)number << 3 | 2), Varint((ulong)value.Length), value);
    }

    public static byte[] Field(int number, string text) => Field(number, [Utf8(text)]);

    public static byte[] Number(int number, ulong value) => Of(Varint((ulong)number << 3), Varint(value));

    /// <summary>An ONNX model with one node, and one tensor that may lie elsewhere.</summary>
    public static byte[] Onnx(string op = "Relu", string domain = "", string? location = null)
    {
        var node = Of(Field(1, "x"), Field(2, "y"), Field(4, op), domain.Length > 0 ? Field(7, domain) : []);
        var tensor = Of(Number(2, 1), Field(8, "w"), location is null ? Field(9, [new byte[4]]) : Of(Field(13, Field(1, "location"), Field(2, location)), Number(14, 1)));
        return Of(Number(1, 8), Field(2, "test"), Field(7, Field(1, node), Field(2, "graph"), Field(5, tensor)), Field(8, Number(2, 17)));
    }

    /// <summary>A SavedModel with one operator in its graph and one in a function.</summary>
    public static byte[] SavedModel(string op, string inFunction = "Identity")
    {
        static byte[] Node(string name, string op) => Of(Field(1, name), Field(2, op));
        var graph = Of(Field(1, Node("input", "Placeholder")), Field(1, Node("step", op)), Field(2, Field(1, Field(1, Field(1, "f")), Field(3, Node("inner", inFunction)))));
        return Of(Number(1, 1), Field(2, Field(1, Field(5, "2.16.1")), Field(2, graph)));
    }

    /// <summary>A TensorFlow Lite model with one operator of its own.</summary>
    public static byte[] Tflite(string custom)
    {
        // root 16: table at 32 with its shape at 24; operators listed at 40; one operator at 56 with its shape at 48; name at 64.
        var bytes = new byte[80 + custom.Length];
        void Put(int at, uint value) => U32(value).CopyTo(bytes, at);
        void Short(int at, ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(at), value);
        Put(0, 32);
        Utf8("TFL3").CopyTo(bytes, 4);
        (int Shape, int Table) model = (24, 32), code = (48, 56);
        Short(model.Shape, 8);
        Short(model.Shape + 2, 8);
        Short(model.Shape + 6, 4);
        Put(model.Table, (uint)(model.Table - model.Shape));
        Put(model.Table + 4, 4);
        Put(40, 1);
        Put(44, 12);
        Short(code.Shape, 8);
        Short(code.Shape + 2, 8);
        Short(code.Shape + 6, 4);
        Put(code.Table, (uint)(code.Table - code.Shape));
        Put(code.Table + 4, 8);
        Put(68, (uint)custom.Length);
        Utf8(custom).CopyTo(bytes, 72);
        return bytes;
    }

    /// <summary>HDF5 of the first version: an object header with one attribute, a text of fixed length.</summary>
    public static byte[] Hdf5(string attribute, string value)
    {
        var (name, text) = (Utf8(attribute + "\0"), Utf8(value));
        static byte[] Padded(byte[] bytes) => Of(bytes, new byte[(8 - bytes.Length % 8) % 8]);
        var type = Of([0x13, 0, 0, 0], U32((uint)text.Length));
        var message = Padded(Of([1, 0], Two(name.Length), Two(type.Length), Two(8), Padded(name), Padded(type), [1, 0, 0, 0, 0, 0, 0, 0], text));
        var header = Of([1, 0, 1, 0], U32(1), U32((uint)(message.Length + 8)), new byte[4], Two(0x0c), Two(message.Length), new byte[4], message);
        byte[] magic = [0x89, (byte)'H', (byte)'D', (byte)'F', 0x0d, 0x0a, 0x1a, 0x0a];
        var super = Of(magic, [0, 0, 0, 0, 0, 8, 8, 0, 4, 0, 16, 0, 0, 0, 0, 0], U64(0), U64(ulong.MaxValue), U64((ulong)(96 + header.Length)), U64(ulong.MaxValue), U64(0), U64(96), new byte[24]);
        return Of(super, header);
    }

    private static byte[] Two(int value) => [(byte)value, (byte)(value >> 8)];

    private static byte[] Varint(ulong value)
    {
        var bytes = new List<byte>();
        for (; value > 127; value >>= 7) bytes.Add((byte)(value | 128));
        bytes.Add((byte)value);
        return [.. bytes];
    }
}
