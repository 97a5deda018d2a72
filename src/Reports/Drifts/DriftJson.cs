using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Drifts;
using Plumbline.Posture.Evidence;

namespace Plumbline.Reports.Drifts;

/// <summary>`plumbline.drift/v1`: drift for machines.</summary>
public static class DriftJson
{
    /// <summary>Writes the page.</summary>
    public static void Write(DriftPage page, TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        json.WriteString("schema", "plumbline.drift/v1");
        json.WriteString("name", page.Estate);
        json.WriteString("asOf", Values.Text(page.AsOf));
        json.WriteString("from", page.Question.From);
        json.WriteString("to", page.Question.To);
        json.WriteString("system", page.Question.System);
        json.List("drifts", page.Drifts, One);
        json.List("closed", page.Closed, Closed);
        json.List("trend", page.Trend, Point);
        json.WriteEndObject();
    });

    private static void One(DatedDrift dated, Utf8JsonWriter json)
    {
        var drift = dated.Drift;
        What(drift, json);
        json.WriteString("state", drift.State.Name());
        json.WriteString("sentence", DriftWords.Sentence(drift));
        DriftSideJson.Write("from", drift.From, json);
        DriftSideJson.Write("to", drift.To, json);
        Changes(PromptChanges.Of(drift), json);
        json.WriteString("missing", drift.Missing.Length == 0 ? null : drift.Missing);
        Since(dated, json);
        Who(dated.Who, json);
        Promotion(drift.Promotion, json);
    }

    private static void Closed(ClosedDrift closed, Utf8JsonWriter json)
    {
        What(closed.Drift, json);
        json.WriteString("sentence", DriftWords.Sentence(closed.Drift));
        DriftSideJson.Write("from", closed.Drift.From, json);
        DriftSideJson.Write("to", closed.Drift.To, json);
        json.WriteString("first", Values.Text(closed.First));
        json.WriteString("gone", Values.Text(closed.Gone));
    }

    private static void What(Drift drift, Utf8JsonWriter json)
    {
        json.WriteString("system", drift.System);
        json.WriteString("asset", drift.Asset.Id.ToString());
        json.WriteString("property", drift.Property);
        json.WriteString("registry", drift.Registry);
        json.WriteString("between", drift.Kind.Name());
    }

    private static void Changes(IReadOnlyList<PromptChange> changes, Utf8JsonWriter json)
    {
        json.WriteStartArray("changes");
        foreach (var change in changes)
        {
            json.WriteStartObject();
            json.WriteString("kind", change.Kind);
            json.WriteString("sign", change.Sign.ToString());
            json.WriteNumber("line", change.Line);
            json.WriteString("text", change.Text);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Since(DatedDrift dated, Utf8JsonWriter json)
    {
        if (dated.Since is not { } since)
        {
            json.WriteNull("since");
            return;
        }

        json.WriteStartObject("since");
        json.WriteString("moment", Values.Text(since.Moment));
        json.WriteString("notBefore", since.After is { } after ? Values.Text(after) : null);
        json.WriteString("why", since.Why);
        if (dated.Lasts is { } lasts) json.WriteNumber("seconds", (long)lasts.TotalSeconds);
        else json.WriteNull("seconds");
        json.WriteEndObject();
    }

    private static void Who(Doer? who, Utf8JsonWriter json)
    {
        if (who is null)
        {
            json.WriteNull("changedBy");
            return;
        }

        json.WriteStartObject("changedBy");
        json.WriteString("actor", who.Actor);
        json.WriteString("api", who.Api);
        json.WriteString("time", Values.Text(who.Time));
        json.Origin(who.Origin);
        json.WriteEndObject();
    }

    private static void Promotion(Promotion? promotion, Utf8JsonWriter json)
    {
        if (promotion is null)
        {
            json.WriteNull("promotion");
            return;
        }

        json.WriteStartObject("promotion");
        json.WriteString("section", promotion.Section);
        json.WriteString("name", promotion.Name);
        json.WriteString("version", promotion.Version);
        json.WriteString("from", promotion.From);
        json.WriteString("to", promotion.To);
        json.Texts("approvedBy", promotion.By);
        json.WriteString("start", Values.Text(promotion.Start));
        json.WriteString("until", Values.Text(promotion.Until));
        json.WriteEndObject();
    }

    private static void Point(TrendPoint point, Utf8JsonWriter json)
    {
        json.WriteString("moment", Values.Text(point.Moment));
        json.WriteNumber("total", point.Total);
        json.WriteStartObject("registries");
        foreach (var registry in TrendPoint.Registries) json.WriteNumber(registry, point.Of(registry));
        json.WriteEndObject();
        json.List("workloads", point.Counts, (one, j) =>
        {
            var (workload, registry, count) = one;
            j.WriteString("workload", workload);
            j.WriteString("registry", registry);
            j.WriteNumber("drifts", count);
        });
    }
}
