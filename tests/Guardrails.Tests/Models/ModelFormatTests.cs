using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

public class ModelFormatTests
{
    private const string Tensor = "\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}";
    private const string Lambda = "{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"Lambda\",\"config\":{\"function_type\":\"lambda\",\"function\":[\"CODE\",null,null]}}]}}";

    public static TheoryData<string> Everything { get; } = [.. Samples().Keys];

    [Fact]
    public void Safetensors_with_nothing_but_tensors_is_clean() =>
        Assert.Equal((Verdict.Clean, "safetensors"), Judged(Bytes.Safetensors($"{{\"__metadata__\":{{\"format\":\"pt\",\"note\":\"trained on 12 GPUs; see https://example.com/a\"}},{Tensor}}}", 8)));

    [Theory]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,800]}}", 8, "malformed-tensor")]
    [InlineData("{\"w\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,8]}}", 8, "malformed-tensor")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,8]}}", 8, "malformed-tensor")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[0,2]},\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[6,8]}}", 8, "hidden-data")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]},\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}}", 8, "duplicate-name")]
    [InlineData("{\"a\":{\"dtype\":\"U8\",\"shape\":[8],\"data_offsets\":[0,8]}", 8, "malformed-header")]
    public void Safetensors_that_loaders_read_differently_are_told(string header, int data, string kind) =>
        Assert.Contains(Report(Bytes.Safetensors(header, data)).Signs, s => s.Kind == kind);

    [Fact]
    public void What_lies_behind_the_last_tensor_is_judged()
    {
        var report = Report(Bytes.Of(Bytes.Safetensors($"{{{Tensor}}}", 8), Bytes.Utf8("cos\nsystem\n(S'id'\ntR.")));
        Assert.Equal(Verdict.Malicious, report.Verdict);
        Assert.Contains(report.Signs, s => s.Kind == "hidden-data");
    }

    [Theory]
    [InlineData("{{ messages[0].content }}", Verdict.Clean)]
    [InlineData("{{ x.__class__ }}", Verdict.Malicious)]
    public void The_template_of_gguf_is_judged(string template, Verdict verdict) =>
        Assert.Equal((verdict, "gguf"), Judged(Bytes.Gguf(("general.architecture", "llama"), ("tokenizer.chat_template", template))));

    [Theory]
    [InlineData(new byte[] { 0x93, 0x01, 0x08, 0x05, 0x94, 0x01 }, Verdict.Malicious)]     // group 18 with a number in it
    [InlineData(new byte[] { 0x93, 0x01, 0x9B, 0x01, 0x9C, 0x01, 0x94, 0x01 }, Verdict.Malicious)]     // a group in a group
    [InlineData(new byte[] { 0x93, 0x01, 0x08, 0x05 }, Verdict.NotScanned)]     // a group without an end
    [InlineData(new byte[] { 0x0E }, Verdict.NotScanned)]     // no such kind of field
    public void Groups_that_nobody_knows_end_no_reading(byte[] between, Verdict verdict)
    {
        var relu = Bytes.Field(1, Bytes.Field(1, "x"), Bytes.Field(4, "Relu"));
        var python = Bytes.Field(1, Bytes.Field(1, "x"), Bytes.Field(4, "PyOp"));
        Assert.Equal((verdict, "onnx"), Judged(Bytes.Of(Bytes.Number(1, 8), Bytes.Field(7, relu, between, python), Bytes.Field(8, Bytes.Number(2, 17)))));
        static byte[] Node(string op) => Bytes.Field(1, Bytes.Field(1, "a"), Bytes.Field(2, op));
        Assert.Equal((verdict, "tensorflow-graph"), Judged(Bytes.Of(Bytes.Number(1, 1), Bytes.Field(2, Bytes.Field(2, Node("Identity"), between, Node("PyFunc"))))));
    }

    [Fact]
    public void Gguf_that_says_more_than_it_has_is_told_and_not_clean()
    {
        var model = Bytes.Gguf(("general.name", "a"));
        model[16] = 200;
        var report = Report(model);
        Assert.NotEmpty(report.NotScanned);
        Assert.Equal(Verdict.Review, report.Verdict);
        Assert.Equal(Verdict.Review, Report(model.AsSpan(0, 40).ToArray()).Verdict);
    }

    [Fact]
    public void Gguf_with_more_tensors_than_models_have_is_given_up_and_said()
    {
        byte[] Tensor(int i) => Bytes.Of(Bytes.U64(4), BitConverter.GetBytes(i), Bytes.U32(0), Bytes.U32(0), Bytes.U64(0));
        byte[] Model(int tensors) => Bytes.Of([.. Enumerable.Range(0, tensors).Select(Tensor).Prepend(Bytes.Of(Bytes.Utf8("GGUF"), Bytes.U32(3), Bytes.U64((ulong)tensors), Bytes.U64(0))).Append(new byte[64])]);
        Assert.Contains(Report(Model(300_000)).NotScanned, u => u.Why.Contains("more tensors", StringComparison.Ordinal));
        Assert.Empty(Report(Model(3_000)).NotScanned);
    }

    [Theory]
    [InlineData("Relu", "", null, Verdict.Clean)]
    [InlineData("Relu", "", "weights.bin", Verdict.Clean)]
    [InlineData("Relu", "", "../../etc/passwd", Verdict.Malicious)]
    [InlineData("Relu", "", "/etc/passwd", Verdict.Malicious)]
    [InlineData("Relu", "", "C:\\secrets", Verdict.Malicious)]
    [InlineData("Mine", "my.domain", null, Verdict.Review)]
    [InlineData("PyOp", "ai.onnx.contrib", null, Verdict.Malicious)]
    public void Onnx_is_judged_by_operators_and_paths(string op, string domain, string? location, Verdict verdict) =>
        Assert.Equal((verdict, "onnx"), Judged(Bytes.Onnx(op, domain, location)));

    [Theory]
    [InlineData("MatMul", "Identity", Verdict.Clean)]
    [InlineData("RestoreV2", "SaveV2", Verdict.Clean)]
    [InlineData("ReadFile", "Identity", Verdict.Malicious)]
    [InlineData("MatMul", "WriteFile", Verdict.Malicious)]
    [InlineData("PyFunc", "Identity", Verdict.Malicious)]
    [InlineData("TextLineReaderV2", "Identity", Verdict.Review)]
    [InlineData("SnapshotDatasetV2", "Identity", Verdict.Malicious)]
    [InlineData("IO>FileRead", "Identity", Verdict.Malicious)]
    [InlineData("LoadDataset", "Identity", Verdict.Review)]
    public void Graphs_of_TensorFlow_are_judged_by_operators(string op, string inFunction, Verdict verdict) =>
        Assert.Equal((verdict, "tensorflow-graph"), Judged(Bytes.SavedModel(op, inFunction)));

    [Theory]
    [InlineData("../../etc/passwd", "w.bin", Verdict.Malicious)]
    [InlineData("w.bin", "../../etc/passwd", Verdict.Malicious)]
    [InlineData("w.bin", "w.bin", Verdict.Clean)]
    public void A_place_that_onnx_says_twice_is_looked_at_twice(string first, string second, Verdict verdict)
    {
        var tensor = Bytes.Of(Bytes.Number(2, 1), Bytes.Field(8, "w"), Bytes.Field(13, Bytes.Field(1, "x"), Bytes.Field(1, "location"), Bytes.Field(2, first), Bytes.Field(2, second)), Bytes.Number(14, 1));
        var sparse = Bytes.Field(1, Bytes.Field(4, "Constant"), Bytes.Field(5, Bytes.Field(1, "v"), Bytes.Field(22, Bytes.Field(1, tensor))));
        Assert.Equal((verdict, "onnx"), Judged(Bytes.Of(Bytes.Number(1, 8), Bytes.Field(2, "test"), Bytes.Field(7, Bytes.Field(1, Bytes.Field(4, "Relu")), Bytes.Field(2, "graph"), Bytes.Field(5, tensor)), Bytes.Field(8, Bytes.Number(2, 17)))));
        Assert.Equal((verdict, "onnx"), Judged(Bytes.Of(Bytes.Number(1, 8), Bytes.Field(2, "test"), Bytes.Field(7, sparse, Bytes.Field(2, "graph")), Bytes.Field(8, Bytes.Number(2, 17)))));
    }

    [Theory]
    [InlineData("TFLite_Detection_PostProcess", Verdict.Clean)]
    [InlineData("MyOp", Verdict.Review)]
    [InlineData("FlexErf", Verdict.Review)]
    [InlineData("FlexWriteFile", Verdict.Malicious)]
    public void TensorFlow_Lite_is_judged_by_operators(string custom, Verdict verdict) => Assert.Equal((verdict, "tflite"), Judged(Bytes.Tflite(custom)));

    [Theory]
    [InlineData("{\"class_name\":\"Sequential\",\"config\":{\"layers\":[{\"class_name\":\"Dense\",\"config\":{\"units\":1}}]}}", Verdict.Clean)]
    [InlineData("{\"class\\u005fname\":\"Lambda\",\"config\":{\"function\":\"lambda x: __import__('os').system('id')\"}}", Verdict.Malicious)]
    [InlineData(Lambda, Verdict.Malicious)]
    [InlineData("{\"class_name\":\"TFSMLayer\",\"config\":{\"filepath\":\"https://example.com/m\"}}", Verdict.Malicious)]
    [InlineData("{\"class_name\":\"Custom>Mine\",\"config\":{}}", Verdict.Review)]
    public void The_configuration_in_hdf5_is_judged(string config, Verdict verdict) => Assert.Equal((verdict, "hdf5"), Judged(Bytes.Hdf5("model_config", config)));

    [Theory]
    [InlineData("{\"module\":\"keras.layers\",\"class_name\":\"Dense\",\"config\":{\"units\":1},\"registered_name\":null}", Verdict.Clean)]
    [InlineData("{\"module\":\"keras\",\"class_name\":\"Functional\",\"config\":{\"x\":{\"module\":\"builtins\",\"class_name\":\"function\",\"config\":\"os_system\",\"registered_name\":\"function\"}}}", Verdict.Review)]
    [InlineData("{\"module\":\"os\",\"class_name\":\"function\",\"config\":\"system\",\"registered_name\":\"system\"}", Verdict.Malicious)]
    [InlineData("{\"module\":\"builtins\",\"class_name\":\"exec\",\"config\":{},\"registered_name\":null}", Verdict.Malicious)]
    [InlineData("{\"module\":\"keras.config\",\"class_name\":\"function\",\"config\":\"enable_unsafe_deserialization\",\"registered_name\":null}", Verdict.Malicious)]
    [InlineData("{\"module\":\"mine.layers\",\"class_name\":\"Layer\",\"config\":{},\"registered_name\":\"mine>Layer\"}", Verdict.Review)]
    [InlineData("{\"module\":\"numpy.f2py.crackfortran\",\"class_name\":\"function\",\"config\":\"myeval\"}", Verdict.Malicious)]
    [InlineData("{\"module\":\"keras.src.utils.file_utils.shutil\",\"class_name\":\"function\",\"config\":\"rmtree\"}", Verdict.Malicious)]
    [InlineData("{\"module\":\"_posixsubprocess\",\"class_name\":\"function\",\"config\":\"fork_exec\"}", Verdict.Malicious)]
    [InlineData("{\"module\":\"tensorflow_hub\",\"class_name\":\"KerasLayer\",\"config\":{}}", Verdict.Review)]
    [InlineData("{\"module\":\"keras.layers\",\"class_name\":\"StringLookup\",\"config\":{\"vocabulary\":\"/etc/passwd\"}}", Verdict.Malicious)]
    [InlineData("{\"module\":\"keras.layers\",\"class_name\":\"StringLookup\",\"config\":{\"vocabulary\":[\"a\"]}}", Verdict.Clean)]
    [InlineData("{\"module\":\"keras\",\"class_name\":\"Functional\",\"config\":{\"loss\":{\"module\":\"builtins\",\"class_name\":\"function\",\"config\":\"mse\"}}}", Verdict.Clean)]
    [InlineData("{\"module\":\"keras.src.activations\",\"class_name\":\"function\",\"config\":\"relu\"}", Verdict.Clean)]
    [InlineData("{\"m\\u006fdule\":\"os\",\"\\u0063lass_name\":\"function\",\"confi\\u0067\":\"system\"}", Verdict.Malicious)]
    public void The_configuration_of_Keras_is_judged(string config, Verdict verdict) => Assert.Equal((verdict, "keras-config"), Judged(Bytes.Utf8(config)));

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-32")]
    [InlineData("utf-16BE")]
    public void A_configuration_is_read_in_any_encoding_and_behind_any_space(string encoding)
    {
        const string Bad = "{\"module\":\"os\",\"class_name\":\"function\",\"config\":\"system\"}";
        var padded = new string(' ', 200) + Bad;
        Assert.Equal((Verdict.Malicious, "keras-config"), Judged(System.Text.Encoding.GetEncoding(encoding).GetBytes('\uFEFF' + padded)));
        Assert.Equal((Verdict.Malicious, "keras-config"), Judged(System.Text.Encoding.GetEncoding(encoding).GetBytes(Bad)));
        Assert.Equal(Verdict.Malicious, Report(System.Text.Encoding.GetEncoding(encoding).GetBytes("{\"chat_template\":\"{{ x.__class__ }}\"}")).Verdict);
    }

    [Theory]
    [InlineData("sklearn.linear_model", "LogisticRegression", "ObjectNode", Verdict.Clean)]
    [InlineData("builtins", "eval", "TypeNode", Verdict.Malicious)]
    [InlineData("os", "system", "FunctionNode", Verdict.Malicious)]
    [InlineData("builtins", "list", "OperatorFuncNode", Verdict.Malicious)]
    [InlineData("operator", "methodcaller", "OperatorFuncNode", Verdict.Malicious)]
    [InlineData("mine", "Model", "ObjectNode", Verdict.Review)]
    [InlineData("pandas", "eval", "FunctionNode", Verdict.Malicious)]
    [InlineData("sklearn.utils.os", "system", "FunctionNode", Verdict.Malicious)]
    [InlineData("types", "CodeType", "TypeNode", Verdict.Malicious)]
    [InlineData("numpy", "float64", "TypeNode", Verdict.Clean)]
    [InlineData("numpy", "ndarray", "NdArrayNode", Verdict.Clean)]
    public void The_schema_of_skops_is_judged(string module, string name, string loader, Verdict verdict) =>
        Assert.Equal((verdict, "skops"), Judged(Bytes.Utf8($"{{\"__class__\":\"{name}\",\"__module__\":\"{module}\",\"__loader__\":\"{loader}\",\"content\":{{}}}}")));

    [Theory]
    [InlineData("<net name=\"a\" version=\"11\"><layers><layer id=\"0\" name=\"x\" type=\"Parameter\" version=\"opset1\"/></layers></net>", Verdict.Clean)]
    [InlineData("<net name=\"a\" version=\"11\"><layers><layer id=\"0\" name=\"x\" type=\"Mine\" version=\"extension\"/></layers></net>", Verdict.Review)]
    [InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><PMML version=\"4.4\"><Header/></PMML>", Verdict.Malicious)]
    [InlineData("<PMML version=\"4.4\"><Header/></PMML>", Verdict.Clean)]
    public void Models_in_xml_are_judged(string xml, Verdict verdict) => Assert.Equal((verdict, "xml-model"), Judged(Bytes.Utf8(xml)));

    [Theory]
    [MemberData(nameof(Everything))]
    public void Nothing_that_is_cut_or_changed_is_thrown_over(string sample)
    {
        var model = Samples()[sample];
        var small = new Budget { Steps = 2_000_000, DecodedBytes = 1 << 20 };
        for (var i = 0; i < 400; i++)
        {
            var changed = (byte[])model.Clone();
            var random = (uint)(i * 2654435761L + 17);
            for (var n = 0; n <= i % 4; n++)
            {
                random = random * 1664525 + 1013904223;
                changed[random % (uint)changed.Length] = (byte)(random >> 24);
            }

            ModelJudge.Judge(new MemoryArtifact(i % 3 == 0 ? changed.AsMemory(0, (int)(random % (uint)changed.Length)) : changed), small, TestContext.Current.CancellationToken);
        }
    }

    private static Dictionary<string, byte[]> Samples() => new(StringComparer.Ordinal)
    {
        ["safetensors"] = Bytes.Safetensors($"{{\"__metadata__\":{{\"format\":\"pt\"}},{Tensor}}}", 8),
        ["gguf"] = Bytes.Gguf(("general.architecture", "llama"), ("tokenizer.chat_template", "{% for m in messages %}{{ m.content | trim }}{% endfor %}")),
        ["onnx"] = Bytes.Onnx("Mine", "my.domain", "weights.bin"),
        ["saved model"] = Bytes.SavedModel("ReadFile"),
        ["tflite"] = Bytes.Tflite("Mine"),
        ["hdf5"] = Bytes.Hdf5("model_config", Lambda),
        ["keras"] = Bytes.Utf8(Lambda),
        ["xml"] = Bytes.Utf8("<PMML version=\"4.4\"><Header/></PMML>"),
        ["template"] = Bytes.Utf8("{% for m in messages %}{% set a = m.content ~ 'x' %}{{ a[1:2] | join(',') if a is string else m['x'] }}{% endfor %}"),
    };

    private static (Verdict, string) Judged(byte[] model) => Report(model) is var report ? (report.Verdict, report.Format) : default;

    private static ModelReport Report(byte[] model) => ModelJudge.Judge(new MemoryArtifact(model));
}
