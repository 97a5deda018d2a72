using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Diagnosis;

/// <summary>The diagnosis as JSON, `plumbline.diagnosis/v1`.</summary>
public static class DiagnosisJson
{
    /// <summary>Writes it as a document.</summary>
    public static void Write(string estate, DiagnosisBook book, TextWriter to) => JsonText.Write(to, json =>
    {
        json.WriteStartObject();
        Fields(estate, book, json);
        json.WriteEndObject();
    });

    /// <summary>Its fields.</summary>
    public static void Fields(string estate, DiagnosisBook book, Utf8JsonWriter json)
    {
        json.WriteString("form", "plumbline.diagnosis/v1");
        json.WriteString("name", estate);
        json.WriteString("asOf", Values.Text(book.AsOf));
        json.WriteString("dominating", book.Dominating);
        json.WriteString("start", book.Start);
        json.List("groups", book.Groups, (group, j) =>
        {
            j.WriteString("id", group.Id);
            j.WriteString("title", group.Title);
            j.WriteString("lead", group.Lead);
            j.List("questions", group.Questions, One);
        });
    }

    private static void One(Question question, Utf8JsonWriter json)
    {
        json.WriteString("id", question.Id);
        json.WriteString("question", question.Text);
        json.WriteString("answer", question.Response.Name());
        json.WriteBoolean("asHoped", question.IsAsHoped);
        json.WriteString("because", question.Because);
        json.WriteString("next", question.Next);
        json.WriteKnown("discipline", question.Discipline);
        json.Texts("rules", question.Rules);
        json.Texts("findings", question.Findings);
        json.Texts("assets", question.Assets.Select(a => a.ToString()));
    }
}
