using System.Text.Json;

namespace Plumbline.Reports.Bom;

/// <summary>Model cards of CycloneDX: only what somebody states.</summary>
internal static class ModelCards
{
    public static void Write(BomItem item, Utf8JsonWriter json)
    {
        if (item.Card is not { } card) return;
        json.WriteStartObject("modelCard");
        if (card.Datasets.Count > 0)
        {
            json.WriteStartObject("modelParameters");
            CycloneDx.List(json, "datasets", card.Datasets, (reference, j) => j.WriteString("ref", reference));
            json.WriteEndObject();
        }

        if (card.Metrics.Count > 0)
        {
            json.WriteStartObject("quantitativeAnalysis");
            CycloneDx.List(json, "performanceMetrics", card.Metrics, (metric, j) =>
            {
                j.WriteString("type", metric.Type);
                j.WriteKnown("value", metric.Value);
                j.WriteKnown("slice", metric.Slice);
            });
            json.WriteEndObject();
        }

        if (card.Uses.Count + card.Limitations.Count > 0)
        {
            json.WriteStartObject("considerations");
            if (card.Uses.Count > 0) json.Texts("useCases", card.Uses);
            if (card.Limitations.Count > 0) json.Texts("technicalLimitations", card.Limitations);
            json.WriteEndObject();
        }

        if (card.Notes.Count > 0) CycloneDx.Properties(json, card.Notes);
        json.WriteEndObject();
    }
}
