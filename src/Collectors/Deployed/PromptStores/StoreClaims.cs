using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>What versions in stores say: digests, names and dates; of their texts only lines with everything personal masked.</summary>
internal static class StoreClaims
{
    private const int MostTold = 32;
    private const int Longest = 160;
    private static readonly DateTimeOffset Open = new(9999, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The claims, prompt by prompt.</summary>
    public static IEnumerable<Claim> Of(PromptBook book)
    {
        foreach (var prompt in book.Versions.GroupBy(v => v.Id, StringComparer.Ordinal))
        {
            var subject = new AssetId(AssetKind.Prompt, prompt.Key);
            ImmutableArray<StoredPrompt> versions = [.. prompt.OrderByDescending(v => v.Created).ThenByDescending(v => v.Changed).ThenBy(v => v.Version, StringComparer.Ordinal).ThenBy(v => v.Variant, StringComparer.Ordinal)];
            foreach (var claim in Facts(subject, versions[0])) yield return claim;
            foreach (var version in versions.Where(v => v.Form is not null)) foreach (var claim in One(subject, version)) yield return claim;
            if (versions.Where(v => v.Form is null).ToList() is { Count: > 0 } bare) yield return Lack(subject, bare);
            foreach (var claim in Lines(subject, versions)) yield return claim;
        }

        if (book.IsCut) yield return new Gap(
            PromptStoresCollector.Source, Plane.Deployed, GapKind.Missing, "there are more stored prompt versions than are read", "leave versions without a label out of the export", Reach.Everything, PromptStoresCollector.Speaks)
            .ToClaim(new Origin(PromptStoresCollector.Source));
    }

    private static IEnumerable<Claim> Facts(AssetId subject, StoredPrompt version)
    {
        yield return Say(subject, "name", Value.Of(Short(version.Name)), version);
        if (Arn.Parse(version.Id) is not { } arn) yield break;
        yield return Say(subject, "account", Value.Of(arn.Account), version);
        yield return Say(subject, "region", Value.Of(arn.Region), version);
        yield return new Relation(subject, "lives-in", new AssetId(AssetKind.Account, $"{arn.Account}/{arn.Region}")).ToClaim(Plane.Deployed, Origin(version), version.Changed);
    }

    private static IEnumerable<Claim> One(AssetId subject, StoredPrompt version)
    {
        yield return Say(subject, "versions", ToValue(version), version);
        foreach (var secret in version.Secrets) yield return Say(subject, "secrets", secret.ToValue(version), version);
        yield return new Coverage(PromptStoresCollector.Source, Plane.Deployed, new Reach(subject), ["prompt.versions", "prompt.lines", "prompt.secrets"]).ToClaim(Origin(version));
    }

    // Versions that a list names, or a label points at, and whose text nobody exported.
    private static Claim Lack(AssetId subject, List<StoredPrompt> bare)
    {
        var (first, more) = (bare.Find(v => !v.Labels.IsEmpty) ?? bare[0], bare.Count > 5 ? $" and {bare.Count - 5} more" : "");
        return new Gap(
            PromptStoresCollector.Source, Plane.Deployed, GapKind.Missing,
            $"of prompt `{Short(first.Name)}` in {first.Store} the text of {string.Join(", ", bare.Take(5).Select(v => $"`{v.Version}`"))}{more} is not in the export", first.Fix, new Reach(subject), ["prompt.versions", "prompt.lines", "prompt.secrets"]).ToClaim(Origin(first));
    }

    private static Value ToValue(StoredPrompt version)
    {
        var form = version.Form!;
        var undeclared = version.Declared is { } declared ? form.Variables.Except(declared, StringComparer.Ordinal) : [];
        return Value.Map(
            ("store", Value.Of(version.Store)), ("prompt", Value.Of(version.Id)), ("name", Value.Of(Short(version.Name))), ("version", Value.Of(version.Version)), ("variant", Value.Of(version.Variant)),
            ("hash", Value.Of(form.Text)), ("template", Value.Of(form.Template)), ("structure", Value.Of(form.Structure)), ("tools", Value.Of(form.ToolSet)), ("digest", Value.Of(form.Digest)),
            ("labels", Value.List([.. version.Labels.Order(StringComparer.Ordinal).Take(50).Select(Short)])), ("variables", Value.List([.. form.Variables.Take(100)])), ("undeclared", Value.List([.. undeclared.Take(100)])),
            ("model", Value.Of(Short(version.Model))), ("by", Value.Of(Short(version.By))), ("created", Value.Of(version.Created)), ("note", Value.Of(Masks.Of(version.Note.ReplaceLineEndings(" "), [], Longest))));
    }

    private static IEnumerable<Claim> Lines(AssetId subject, ImmutableArray<StoredPrompt> versions)
    {
        var told = versions.Where(v => v.Form is { SystemText.Length: > 0 }).OrderBy(v => v.Labels.IsEmpty && v.Version != StoredPrompt.Draft).DistinctBy(v => v.Form!.Text).ToList();
        foreach (var version in told.Take(MostTold))
        {
            var lines = new PromptLines(version.Form!.SystemText);
            foreach (var (_, value) in lines.Say(version.Form.Text, Short(version.Name), version.Created, Open)) yield return Say(subject, "lines", value, version);
            if (lines.IsCut) yield return Cut(subject, version, $"version `{version.Version}` of prompt `{Short(version.Name)}` in {version.Store} is longer than what is compared line by line");
        }

        if (told.Count > MostTold) yield return Cut(subject, told[MostTold], $"prompt `{Short(told[0].Name)}` in {told[0].Store} has more than {MostTold} different versions; {MostTold} are compared line by line");
    }

    private static Claim Cut(AssetId subject, StoredPrompt version, string reason) => new Gap(
        PromptStoresCollector.Source, Plane.Deployed, GapKind.Missing, reason, "split it into prompts of at most 600 sentences, and export versions with a label only", new Reach(subject), ["prompt.lines"]).ToClaim(Origin(version));

    private static Claim Say(AssetId subject, string word, Value value, StoredPrompt version) => new(subject, word, Plane.Deployed, value, Origin(version), version.Changed);

    private static Origin Origin(StoredPrompt version) => new(PromptStoresCollector.Source, version.File);

    // A name may hold a date; only what is somebody's is masked.
    private static string Short(string text) => Masks.Hides(text) ? Masks.Of(text.ReplaceLineEndings(" "), [], Longest) : text.Length > Longest ? text[..Longest] + "…" : text;
}
