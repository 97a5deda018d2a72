using System.Text.Json;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Findings;

namespace Plumbline.Reports.Ocsf;

/// <summary>The claims as `evidences`: the statement and its origin as `data`, and the call, caller or file where one is named.</summary>
internal static class OcsfEvidence
{
    private const int RegularFile = 1;

    public static void Write(Finding finding, Utf8JsonWriter json)
    {
        if (finding.Evidence.IsEmpty) return;
        json.WriteStartArray("evidences");
        foreach (var proof in finding.Evidence)
        {
            json.WriteStartObject();
            json.WriteString("name", $"{proof.Plane.Name()}.{proof.Property}");
            json.WriteKnown("uid", proof.Origin.Event);
            if (proof.Plane == Plane.Observed) Call(proof, json);
            if (proof.Plane == Plane.Declared && proof.Origin.File is { } file) Code(file, json);
            Data(proof, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Call(Proof proof, Utf8JsonWriter json)
    {
        var map = proof.Value.AsMap;
        if ((map?["api"].AsString is { Length: > 0 } api ? api : proof.Origin.Api) is { Length: > 0 } operation)
        {
            json.WriteStartObject("api");
            json.WriteString("operation", operation);
            json.WriteEndObject();
        }

        var told = Told.Of(proof);
        if (told.Address is { } address)
        {
            json.WriteStartObject("src_endpoint");
            json.WriteString("ip", address);
            json.WriteEndObject();
        }

        if (told.Client is { } client)
        {
            json.WriteStartObject("http_request");
            json.WriteString("user_agent", client);
            json.WriteEndObject();
        }

        if (told.Principal is null && told.Session is null) return;
        json.WriteStartObject("actor");
        if (told.Principal is { } principal) Uid("user", principal, json);
        if (told.Session is { } session) Uid("session", session, json);
        json.WriteEndObject();
    }

    private static void Uid(string name, string uid, Utf8JsonWriter json)
    {
        json.WriteStartObject(name);
        json.WriteString("uid", uid);
        json.WriteEndObject();
    }

    private static void Code(string path, Utf8JsonWriter json)
    {
        json.WriteStartObject("file");
        json.WriteString("name", path[(path.LastIndexOf('/') + 1)..]);
        json.WriteString("path", path);
        OcsfReport.Number(json, "type", (RegularFile, "Regular File"));
        json.WriteEndObject();
    }

    private static void Data(Proof proof, Utf8JsonWriter json)
    {
        json.WriteStartObject("data");
        json.WriteString("plane", proof.Plane.Name());
        json.WriteString("property", proof.Property);
        json.WriteString("says", Brief.Of(proof));
        json.WritePropertyName("value");
        Values.Write(proof.Value, json);
        json.WriteString("source", proof.Origin.Source);
        json.WriteKnown("file", proof.Origin.File);
        if (proof.Origin.Line > 0) json.WriteNumber("line", proof.Origin.Line);
        json.WriteKnown("event", proof.Origin.Event);
        json.WriteKnown("api", proof.Origin.Api);
        if (proof.Time is { } time) json.WriteString("time", Values.Text(time));
        json.WriteEndObject();
    }
}
