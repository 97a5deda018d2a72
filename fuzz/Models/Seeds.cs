using System.IO.Compression;
using System.Text;
using Plumbline.Guardrails.Tests.Models;

namespace Plumbline.Fuzz.Models;

/// <summary>Small artifacts in the real formats, written here.</summary>
public static class Seeds
{
    private static readonly byte[] Old = "(lp0\nS'a\\x41'\np1\naV\\u0041b\np2\naI12\naL5L\naF1.5\na(dp3\ng1\ng2\nsa(ios\nsystem\nacos\nsystem\n(S'ls'\ntR.u."u8.ToArray();
    private static readonly byte[] New =
    [
        0x80, 4, 0x95, 60, 0, 0, 0, 0, 0, 0, 0, .. "]\x94("u8, 0x8C, 8, .. "builtins"u8, 0x94, 0x8C, 7, .. "getattr"u8, 0x93, .. "h\0h\0"u8, 0x86, (byte)'R', 0x8C, 2, .. "os"u8, 0x8C, 6, .. "system"u8, 0x93,
        0x8C, 2, .. "ls"u8, 0x85, (byte)'R', 0x8D, 3, 0, 0, 0, 0, 0, 0, 0, .. "abc"u8, (byte)'C', 4, 0x80, 4, (byte)'N', (byte)'.', 0x8F, (byte)'(', (byte)'K', 1, 0x90, (byte)'e', (byte)'.',
    ];

    private static readonly byte[] Array =
    [
        0x80, 4, .. "]("u8, .. "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)"u8, 0x81, .. "}("u8, 0x8C, 5, .. "shape"u8, (byte)'K', 2, 0x85, 0x8C, 5, .. "dtype"u8, .. "cnumpy\ndtype\n"u8, 0x8C, 2, .. "f8"u8, 0x85, .. "Rub"u8, .. new byte[16],
        .. "e."u8,
    ];

    private static readonly byte[] Xz = Convert.FromBase64String("/Td6WFoAAATm1rRGAgAhARYAAAB0L+Wj4ACvAB1dAEABDTb8Byg3Y0lp/AmAFPh9U8joCrGEA5sQRagAAAAAAL70bmW8NP2KAAE5sAEAAADJ7VtIscRn+wIAAAAABFla");
    private static readonly byte[] Lzma = Convert.FromBase64String("XQAAgAD//////////wBAAQ02/AcoN2NJafwJgBT4fVPI6AqxhAObEQIgr///p4sAAA==");
    private static readonly byte[] Template = Bytes.Utf8("{% for m in messages %}{% set a = m.role ~ 'x' %}{{ a[1:2] | join(',') if a is string else m['content'] }}{% endfor %}{{ ''.__class__ }}");
    private static readonly byte[] Keras = Bytes.Utf8("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"Lambda\",\"module\":\"keras.layers\",\"registered_name\":null,\"config\":{\"function_type\":\"lambda\",\"function\":[\"4wEAAAA=\",null,null]}}]}}");
    private static readonly byte[] Skops = Bytes.Utf8("{\"__class__\":\"Pipeline\",\"__module__\":\"sklearn.pipeline\",\"__loader__\":\"ObjectNode\",\"content\":{\"__class__\":\"system\",\"__module__\":\"os\",\"__loader__\":\"FunctionNode\"}}");
    private static readonly byte[] Numpy = [0x93, .. "NUMPY"u8, 1, 0, 54, 0, .. "{'descr': '|O', 'fortran_order': False, 'shape': (1,)}"u8, .. New];

    /// <summary>The seeds of each format.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<byte[]>> All { get; } = new SortedDictionary<string, IReadOnlyList<byte[]>>(StringComparer.Ordinal)
    {
        ["pickle"] = [Old, New, [.. New, .. Old]],
        ["joblib"] = [Array, Packed(Array, s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true))],
        ["numpy"] = [Numpy, Zip(Numpy)],
        ["zip"] = [Zip(New), Zip(Old), Zip(Tar(Old)), Zip(Bytes.Utf8("import os as o\nf = getattr(o, 'system')\nf('id')"), "handler.py"), Zip(Bytes.Utf8("a:\n  _target_: os.system"), "a.yaml")],
        ["tar"] = [Tar(New), Tar(Zip(Old))],
        ["gzip"] = [Packed(New, s => new GZipStream(s, CompressionLevel.Fastest, leaveOpen: true)), Packed(Old, s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true))],
        ["xz"] = [Xz, Lzma],
        ["lz4"] = [[0x04, 0x22, 0x4d, 0x18, 0x40, 0x40, 0xc0, 24, 0, 0, 0, 0xf0, 3, .. New.AsSpan(0, 18), 18, 0, 0x10, (byte)'.', 0, 0, 0, 0], [0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4, 0x02, 0x21, 0x4c, 0x18, 5, 0, 0, 0, 0x40, .. "N.N."u8]],
        ["7z"] = [SevenZip(New)],
        ["bzip2"] = [Convert.FromBase64String("QlpoOTFBWSZTWeROMyYAAAhT4BUAAAEQAAIGjCBCBAgAIAAiJ6jQyHkhTAATRMRpHMhT0piKV6+LuSKcKEhyJxmTAA==")],
        ["safetensors"] = [Bytes.Safetensors("{\"__metadata__\":{\"format\":\"pt\"},\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}}", 8)],
        ["gguf"] = [Bytes.Gguf(("general.architecture", "llama"), ("tokenizer.chat_template", Encoding.UTF8.GetString(Template)))],
        ["onnx"] = [Bytes.Onnx("Mine", "my.domain", "../weights.bin"), [.. Bytes.Onnx(), 0xFB, 1, 8, 5, 0xFC, 1]],
        ["hdf5"] = [Bytes.Hdf5("model_config", Encoding.UTF8.GetString(Keras))],
        ["tensorflow"] = [Bytes.SavedModel("ReadFile"), Bytes.Tflite("Mine")],
        ["jinja"] = [Template, [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(Template))]],
        ["keras"] = [Keras, Zip(Keras, "config.json")],
        ["skops"] = [Skops, Zip(Skops, "schema.json")],
        ["configuration"] = [Bytes.Utf8("{\"chat_template\":\"{{ x.__class__ }}\",\"auto_map\":{\"AutoModel\":\"a--b.C\"},\"tokenizer_class\":\"A\"}"), Bytes.Utf8("<PMML version=\"4.4\"><Header/><Extension name=\"script\"/></PMML>")],
    };

    // One member, not packed.
    private static byte[] SevenZip(byte[] content)
    {
        var size = (byte)content.Length;
        byte[] header = [1, 4, 6, 0, 1, 9, size, 0, 7, 11, 1, 0, 1, 1, 0, 12, size, 0, 8, 0, 0, 5, 1, 0x11, 5, 0, (byte)'a', 0, 0, 0, 0, 0];
        return [.. "7z"u8, 0xbc, 0xaf, 0x27, 0x1c, 0, 4, 0, 0, 0, 0, .. Bytes.U64(size), .. Bytes.U64((ulong)header.Length), 0, 0, 0, 0, .. content, .. header];
    }

    private static byte[] Zip(byte[] content, string other = "b")
    {
        using var held = new MemoryStream();
        using (var zip = new ZipArchive(held, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, level) in new[] { ("archive/data.pkl", CompressionLevel.NoCompression), (other, CompressionLevel.Optimal) })
            {
                using var entry = zip.CreateEntry(name, level).Open();
                entry.Write(content);
            }
        }

        return held.ToArray();
    }

    private static byte[] Packed(byte[] content, Func<Stream, Stream> open)
    {
        using var held = new MemoryStream();
        using (var packed = open(held)) packed.Write(content);
        return held.ToArray();
    }

    private static byte[] Tar(byte[] content)
    {
        using var held = new MemoryStream();
        using (var writer = new System.Formats.Tar.TarWriter(held, leaveOpen: true))
        {
            using var data = new MemoryStream(content);
            writer.WriteEntry(new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "pickle") { DataStream = data });
        }

        return held.ToArray();
    }
}
