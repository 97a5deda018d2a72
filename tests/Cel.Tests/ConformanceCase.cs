using System.Text.Json;
using System.Text.RegularExpressions;

namespace Plumbline.Cel.Tests;

/// <summary>One case of the CEL specification's conformance suite.</summary>
public sealed partial record ConformanceCase(JsonElement Json)
{
    /// <summary>Extension files not built.</summary>
    private static readonly string[] NotBuilt = ["block_ext"];

    /// <summary>File, section and name.</summary>
    public string Name => string.Join('/', Json.GetProperty("path").EnumerateArray().Select(p => p.GetString()).Append(Text("name")));

    public string Expression => Text("expr");

    public string Container => Text("container");

    public bool IsChecked => !Flag("disableCheck");

    public bool IsCheckOnly => Flag("checkOnly");

    public bool ExpectsError => Json.TryGetProperty("evalError", out _) || Json.TryGetProperty("anyEvalErrors", out _);

    public bool ExpectsUnknown => Json.TryGetProperty("unknown", out _) || Json.TryGetProperty("anyUnknowns", out _);

    /// <summary>Why the case is not run, or null.</summary>
    public string? Exclusion =>
        NotBuilt.Contains(Json.GetProperty("path")[0].GetString()) ? "extension not built"
        : Named().Any(MessageName().IsMatch) ? "message type"
        : null;

    public JsonElement? Property(string name) => Json.TryGetProperty(name, out var found) ? found : null;

    [GeneratedRegex(@"TestAllTypes|\b(?:Bool|Bytes|Double|Float|U?Int(?:32|64)|String|List)?Value\{|NullValue|NestedEnum|GlobalEnum|TestRequired|google\.protobuf\.(?!Timestamp\b|Duration\b)[A-Z]|cel\.expr\.conformance|objectValue(?!""\s*:\s*\{""@type"":""type\.googleapis\.com/google\.protobuf\.(?:Timestamp|Duration)"")|enumValue|messageType(?!""\s*:\s*""google\.protobuf\.(?:Timestamp|Duration)"")|\bwrapper\b")]
    private static partial Regex MessageName();

    private string Text(string name) => Json.TryGetProperty(name, out var found) ? found.GetString()! : "";

    private bool Flag(string name) => Json.TryGetProperty(name, out var found) && found.GetBoolean();

    private IEnumerable<string> Named()
    {
        yield return Expression;
        foreach (var part in new[] { "value", "bindings", "typeEnv", "typedResult" })
            if (Json.TryGetProperty(part, out var found)) yield return found.GetRawText();
    }
}
