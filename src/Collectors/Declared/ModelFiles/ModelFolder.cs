using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A folder that is a model as hubs keep them: weights with a card, a configuration or a signature beside them.</summary>
/// <param name="Path">The folder; empty for the scanned root.</param>
/// <param name="Models">The weights in it and below it.</param>
/// <param name="Files">Every file in it and below it.</param>
/// <param name="Signature">The signature that lies in it; null where there is none.</param>
internal sealed record ModelFolder(string Path, IReadOnlyList<ModelFile> Models, IReadOnlyList<EstateFile> Files, ModelSignature? Signature)
{
    private const int LargestConfig = 4 << 20;
    private const int MostNamed = 20;
    private static readonly string[] Kept = [".git", ".gitattributes", ".gitignore", ".github"];

    private AssetId Id => ModelFile.IdOf(Path.Length == 0 ? "." : Path);

    private string Name => Path.Length == 0 ? "." : Path;

    /// <summary>What is said of the folder.</summary>
    public IEnumerable<Claim> Claims(ModelTrust trust)
    {
        var origin = new Origin(ModelFilesCollector.Source, Path.Length == 0 ? null : Path);
        var card = ModelCard.Read(Files.FirstOrDefault(f => f.Folder == Path && f.Name.Equals("README.md", StringComparison.OrdinalIgnoreCase)));
        var at = card.File is null ? origin : origin with { File = card.File.Path };
        yield return Said("name", Value.Of(Name), origin);
        yield return Said("card", Card(card), at);
        foreach (var (name, how, from) in Bases(card))
        {
            var publisher = ModelTrust.PublisherOf(name);
            var isApproved = trust.Publishers.IsEmpty || publisher.Length == 0 ? "" : trust.Publishers.Contains(publisher, StringComparer.OrdinalIgnoreCase) ? "yes" : "no";
            yield return Said("bases", Value.Map(("base", Value.Of(name)), ("publisher", Value.Of(publisher)), ("said", Value.Of(how)), ("resolved", Value.Of(publisher.Length > 0)), ("approved", Value.Of(isApproved))), origin with { File = from });
            if (publisher.Length > 0) yield return new Relation(Id, "tuned-from", new AssetId(AssetKind.Model, name)).ToClaim(Plane.Declared, origin with { File = from }, DateTimeOffset.MinValue);
        }

        foreach (var data in card.Datasets) yield return new Relation(Id, "trained-on", new AssetId(AssetKind.Dataset, data)).ToClaim(Plane.Declared, at, DateTimeOffset.MinValue);
        foreach (var model in Models) yield return new Relation(Id, "holds", ModelFile.IdOf(model.File.Path)).ToClaim(Plane.Declared, origin, DateTimeOffset.MinValue);
        yield return Said("signature", Signed(trust), Signature is null ? origin : origin with { File = Signature.File.Path });
        yield return new Coverage(ModelFilesCollector.Source, Plane.Declared, new Reach(Asset: Id), ["model.card", "model.bases", "model.signature"]).ToClaim(origin);

        Claim Said(string word, Value value, Origin where) => new(Id, word, Plane.Declared, value, where, DateTimeOffset.MinValue);
    }

    private static Value Card(ModelCard card) => Value.Map(
        ("file", Value.Of(card.File?.Path ?? "")), ("license", Value.Of(card.License)), ("datasets", Value.List(card.Datasets)), ("missing", Value.List(card.Missing)),
        ("complete", Value.Of((long)(100 * (ModelCard.Wanted - card.Missing.Length) / ModelCard.Wanted))));

    // Every place that names a model which this one was made from.
    private IEnumerable<(string Name, string How, string From)> Bases(ModelCard card)
    {
        var found = new List<(string, string, string)>();
        foreach (var name in card.Bases) found.Add((name, "card", card.File!.Path));
        foreach (var file in Files.Where(f => f.Folder == Path && f.Name is "adapter_config.json" or "config.json" && f.Length < LargestConfig && f.Folder == Path))
        {
            using var json = Json.Parse(Content.ReadAll(file, out _, LargestConfig), out _);
            if (json is null || json.RootElement.ValueKind is not JsonValueKind.Object || !json.RootElement.HasOnlyText()) continue;
            if (json.RootElement.Text("base_model_name_or_path") is { Length: > 0 and < 512 } adapted) found.Add((adapted, "adapter", file.Path));
        }

        foreach (var model in Models)
        {
            foreach (var fact in model.Report?.Facts.Where(f => f.Name.StartsWith("general.base_model.", StringComparison.Ordinal) && f.Name.EndsWith(".repo_url", StringComparison.Ordinal)) ?? [])
                found.Add((fact.Value.Replace("https://huggingface.co/", "", StringComparison.Ordinal), "file", model.File.Path));
        }

        return found.Distinct().OrderBy(f => f.Item1, StringComparer.Ordinal).ThenBy(f => f.Item2, StringComparer.Ordinal).ThenBy(f => f.Item3, StringComparer.Ordinal);
    }

    private Value Signed(ModelTrust trust)
    {
        var check = Signature is null ? new SignatureCheck("none", "", "no signature lies beside it") : SignatureCheck.Of(Signature, trust);
        List<string> changed = [], missing = [], unlisted = [];
        if (Signature is not null && check.State is not "invalid")
        {
            if (Signature.Files(out var reason) is { } listed) Compare(listed, changed, missing, unlisted);
            else check = new("invalid", check.Signer, reason!);
            if (changed.Count + missing.Count + unlisted.Count > 0) check = check with { State = "changed", Reason = "the files are not those that were signed" };
        }

        return Value.Map(
            ("file", Value.Of(Signature?.File.Path ?? "")), ("state", Value.Of(check.State)), ("signer", Value.Of(check.Signer)), ("reason", Value.Of(check.Reason)), ("required", Value.Of(trust.IsRequired)),
            ("changed", Value.List(changed.Take(MostNamed))), ("missing", Value.List(missing.Take(MostNamed))), ("unlisted", Value.List(unlisted.Take(MostNamed))));
    }

    private void Compare(IReadOnlyList<(string Path, string Sha256)> listed, List<string> changed, List<string> missing, List<string> unlisted)
    {
        var inside = Path.Length == 0 ? 0 : Path.Length + 1;
        var files = Files.ToDictionary(f => f.Path[inside..], StringComparer.Ordinal);
        var known = Models.Where(m => m.Sha256.Length > 0 && m.Report?.Format != LfsPointer.Format).ToDictionary(m => m.File.Path, m => m.Sha256, StringComparer.Ordinal);
        foreach (var (path, hash) in listed)
        {
            if (!files.TryGetValue(path, out var file)) missing.Add(path);
            else if ((known.GetValueOrDefault(file.Path) ?? ModelFile.Hash(file)) != hash) changed.Add(path);
        }

        string[] ignored = [.. Kept, .. Signature!.Ignored()];
        var names = listed.Select(l => l.Path).ToHashSet(StringComparer.Ordinal);
        unlisted.AddRange(files.Where(f => f.Value != Signature.File && !names.Contains(f.Key) && !ignored.Any(i => f.Key == i || f.Key.StartsWith(i.TrimEnd('/') + "/", StringComparison.Ordinal))).Select(f => f.Key).Order(StringComparer.Ordinal));
    }
}
