using System.Text;

namespace Plumbline.Guardrails.Models.Archives;

/// <summary>Code and settings among the members of an archive: they are judged where the archive holds a model, because its loader runs them.</summary>
internal sealed class CarriedCode(Judgement judgement)
{
    private const int LongestText = 4 << 20;
    private const int MostTexts = 2_000;

    // What other archives hold as well, and what is code itself.
    private static readonly HashSet<string> NoModels = ["zip", "tar", "gzip", "zlib", "xz", "lz4", "lzma", "bzip2", "7z", "executable", "model-config", "chat-template"];

    private readonly List<(string Name, long At, Artifact Content)> texts = [];
    private bool isModel;
    private bool isTorchScript;
    private bool isServed;

    /// <summary>Takes note of a member and of what it was judged as.</summary>
    public void See(string name, long at, Artifact content, IReadOnlyList<string> formats)
    {
        isModel |= formats.Any(f => !NoModels.Contains(f));
        isTorchScript |= name.EndsWith("/constants.pkl", StringComparison.Ordinal);
        isServed |= name is "MAR-INF/MANIFEST.json";
        if (!IsCode(name) && !IsSettings(name)) return;
        if (texts.Count == MostTexts) judgement.NotScanned("more code lies in the archive than is read", at);
        else if (texts.Count < MostTexts) texts.Add((name, at, content));
    }

    /// <summary>Judges what was noted.</summary>
    public void Judge()
    {
        if (!isModel && !isServed) return;
        foreach (var (name, at, content) in texts)
        {
            if (!judgement.Step(content.Length)) return;
            if (content.Length > LongestText) judgement.NotScanned($"`{name}` is longer than code is read", at);
            var text = Encoding.UTF8.GetString(content.Slice(0, LongestText));
            if (IsSettings(name)) Targets(name, at, text);
            else if (isTorchScript && name.Contains("/code/", StringComparison.Ordinal)) TorchScript(name, at, text);
            else Python(name, at, text);
        }
    }

    private void Python(string name, long at, string text)
    {
        var deeds = PythonCalls.Of(text);
        foreach (var call in deeds) judgement.Sign("dangerous-code", call.Danger, at, call.Path, $"`{name}` in the archive calls it: it {call.Why}");
        if (deeds.Count > 0) return;
        var why = name is "__main__.py" ? "runs when the archive is given to Python" : isServed ? "runs when the model is served" : "comes with the model, and runs where a loader trusts it";
        judgement.Sign("custom-code", Danger.Review, at, name, why);
    }

    // Of what TorchScript may call, few reach out of the model.
    private void TorchScript(string name, long at, string text)
    {
        foreach (var (path, danger, why) in TorchOperators.Of(text)) judgement.Sign("torchscript-operator", danger, at, path, $"`{name}` in the archive calls it: it {why}");
    }

    // Settings that name the class or function to be called, as Hydra and NeMo do.
    private void Targets(string name, long at, string text)
    {
        foreach (var target in TargetNames.Of(text))
        {
            var dot = target.LastIndexOf('.');
            var weight = dot > 0 ? Pickles.Known.Of(target[..dot], target[(dot + 1)..]) : default;
            if (weight.Danger >= Danger.High) judgement.Sign("dangerous-target", weight.Danger, at, target, $"`{name}` in the archive has it called: it {weight.Why}");
            else if (!TargetNames.IsUsual(target)) judgement.Sign("custom-code", Danger.Review, at, target, $"`{name}` in the archive has it called, and nobody vouches for it");
        }
    }

    private static bool IsCode(string name) => name.EndsWith(".py", StringComparison.OrdinalIgnoreCase);

    private static bool IsSettings(string name) => name.EndsWith(".yaml", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".yml", StringComparison.OrdinalIgnoreCase);
}
