using System.Text.Json;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>States the safety settings that a workload's requests must carry: those of the baseline it is attached to.</summary>
internal static class SafetySettings
{
    /// <summary>True where a baseline holds safety settings and nothing that a control plane could hold.</summary>
    public static bool AreAll(Item item, Book book) =>
        Of(item, book) is { } config && GuardrailConfig.Read(config.Config).Count() == VertexSafety.Read(config.Config).Count() && !ModelArmor.Is(config.Config);

    /// <summary>The settings approved for a workload; none where the baseline says nothing of them.</summary>
    public static void State(AssetId workload, Item item, Book book, Statements statements)
    {
        if (Of(item, book) is not { } baseline) return;
        foreach (var setting in VertexSafety.Of(baseline.Config))
        {
            statements.Word(workload, "safety", Value.Map(
                ("type", Value.Of(setting.Type)), ("level", Value.Of(setting.Level)), ("threshold", Value.Of(setting.Threshold)),
                ("model", Value.Of(""))), baseline.At);
        }
    }

    /// <summary>True where the workload's guardrail has a baseline that cannot be read: what it approves is not known.</summary>
    public static bool AreUnreadable(Workload workload, Book book) =>
        workload.Item.One("guardrail") is { } said && book.Guardrail(said.Named("name"), workload.Account, workload.Region) is { } item
        && item.States("baseline") && (item.One("baseline") is not { } baseline || Guardrails.Config(baseline, book, out _, out _) is null);

    private static (JsonElement Config, Said At)? Of(Item item, Book book) =>
        item.One("baseline") is { } baseline && Guardrails.Config(baseline, book, out var at, out _) is { } config && VertexSafety.Is(config) ? (config, at) : null;
}
