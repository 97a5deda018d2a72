using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports;

/// <summary>One place in a workload's code that uses AI, as its claim says it.</summary>
internal sealed record CodeUse(Claim Claim)
{
    /// <summary>What it does: chat, model, agent, tool, ….</summary>
    public string Use => Text("use");

    /// <summary>Who answers; empty where the code does not say.</summary>
    public string Provider => Text("provider");

    /// <summary>The library that is called.</summary>
    public string Library => Text("library");

    /// <summary>The name of an agent, tool, index or server; empty where none is written.</summary>
    public string Name => Text("name");

    /// <summary>Models that may answer, as written.</summary>
    public IEnumerable<string> Models => Texts("models");

    /// <summary>How the models are known; `open` where they are named and not known.</summary>
    public string Known => Text("known");

    /// <summary>Names that the model is taken from.</summary>
    public IEnumerable<string> Open => Texts("open");

    /// <summary>Tools given to it.</summary>
    public IEnumerable<string> Tools => Texts("tools");

    /// <summary>`literal` where a key stands in the code.</summary>
    public string Key => Text("key");

    /// <summary>File and line.</summary>
    public Origin Origin => Claim.Origin;

    /// <summary>The uses of a workload, by file and line.</summary>
    /// <param name="row">The workload.</param>
    /// <param name="word">`uses`, or `mentions` for tests and documentation.</param>
    public static IReadOnlyList<CodeUse> Of(AssetRow row, string word = "uses") =>
        row.Id.Kind == AssetKind.Workload && row.Layout.Slot(Plane.Declared, word) is >= 0 and var slot
            ? [.. row.ClaimsOf(slot).Where(c => c.Value.AsMap is not null).OrderBy(c => c.Origin).Select(c => new CodeUse(c))] : [];

    private string Text(string field) => Claim.Value.AsMap![field].AsString ?? "";

    private IEnumerable<string> Texts(string field) => Claim.Value.AsMap![field].AsList?.Items.Select(i => i.AsString!) ?? [];
}
