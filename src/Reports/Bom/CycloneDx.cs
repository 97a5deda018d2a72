using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Plumbline.Posture.Assets;

namespace Plumbline.Reports.Bom;

/// <summary>The bill as a CycloneDX document with model cards, services and evidence.</summary>
public static class CycloneDx
{
    private const int MostPlaces = 50;
    private const int MostNotes = 400;
    private const int MostGaps = 500;

    // Only what is on SPDX's list may be written as an id; any other licence is a name.
    private static readonly HashSet<string> Licenses = new(StringComparer.Ordinal)
    {
        "0BSD", "AGPL-3.0-only", "AGPL-3.0-or-later", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "CC-BY-4.0", "CC-BY-NC-4.0", "CC-BY-SA-4.0", "CC0-1.0", "EUPL-1.2",
        "GPL-2.0-only", "GPL-3.0-only", "GPL-3.0-or-later", "ISC", "LGPL-3.0-only", "LGPL-3.0-or-later", "MIT", "MIT-0", "MPL-2.0", "ODbL-1.0", "Unlicense",
    };

    /// <summary>Writes version 1.7 or 1.6. The serial number comes from the content.</summary>
    public static void Write(BillOfMaterials bill, string version, TextWriter to)
    {
        using var content = new StringWriter { NewLine = "\n" };
        JsonText.Write(content, j => Document(bill, version, null, j));
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(content.ToString()))[..16];
        // RFC 9562, version 8: a UUID whose bits the writer chooses.
        (digest[6], digest[8]) = ((byte)((digest[6] & 0x0f) | 0x80), (byte)((digest[8] & 0x3f) | 0x80));
        JsonText.Write(to, j => Document(bill, version, "urn:uuid:" + new Guid(digest, bigEndian: true).ToString("D"), j));
    }

    private static void Document(BillOfMaterials bill, string version, string? serial, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("$schema", $"http://cyclonedx.org/schema/bom-{version}.schema.json");
        json.WriteString("bomFormat", "CycloneDX");
        json.WriteString("specVersion", version);
        if (serial is not null) json.WriteString("serialNumber", serial);
        json.WriteNumber("version", 1);
        Metadata(bill, json);
        List(json, "components", bill.Items.Where(i => i.Type != BomItem.Service), Component);
        List(json, "services", bill.Items.Where(i => i.Type == BomItem.Service), Service);
        Dependencies(bill, json);
        Compositions(bill, json);
        Vulnerabilities.Write(bill, json);
        if (!bill.Gaps.IsEmpty) List(json, "annotations", bill.Gaps.Take(MostGaps), (g, j) => Annotation(g, bill, j));
        json.WriteEndObject();
    }

    private static void Metadata(BillOfMaterials bill, Utf8JsonWriter json)
    {
        json.WriteStartObject("metadata");
        json.WriteString("timestamp", Values.Text(bill.AsOf));
        List(json, "lifecycles", ["discovery", "operations"], (phase, j) => j.WriteString("phase", phase));
        json.WriteStartObject("tools");
        List(json, "components", [Product.Name], Tool);
        json.WriteEndObject();
        json.WriteStartObject("component");
        json.WriteString("type", "application");
        json.WriteString("bom-ref", BillOfMaterials.Estate);
        json.WriteString("name", bill.Name.Length > 0 ? bill.Name : BillOfMaterials.Estate);
        json.WriteEndObject();
        SortedSet<(string, string)> notes = [("gaps", $"{bill.Gaps.Length}"), ("unresolved-models", $"{bill.Items.Sum(i => i.Notes.Count(n => n.Name == "model.unresolved"))}")];
        if (bill.Gaps.Length > MostGaps) notes.Add(("annotations", $"{MostGaps} of {bill.Gaps.Length} gaps are annotated"));
        Properties(json, notes);
        json.WriteEndObject();
    }

    private static void Tool(string name, Utf8JsonWriter json)
    {
        json.WriteString("type", "application");
        json.WriteString("name", name);
        json.WriteString("version", Product.Version);
    }

    private static void Component(BomItem item, Utf8JsonWriter json)
    {
        json.WriteString("type", item.Type);
        json.WriteString("bom-ref", item.Ref);
        if (item.Provider is { } supplier && item.Type == BomItem.Model && item.Card is not null)
        {
            json.WriteStartObject("supplier");
            json.WriteString("name", Plain.Line(supplier));
            json.WriteEndObject();
        }

        json.WriteString("name", item.Name);
        if (item.Version is { } version) json.WriteString("version", Plain.Cut(Plain.Line(version), 200));
        if (item.IsForDevelopment) json.WriteString("scope", "excluded");
        if (item.Sha256 is { } hash) List(json, "hashes", [hash], (h, j) => { j.WriteString("alg", "SHA-256"); j.WriteString("content", h); });
        if (item.License is { } license) List(json, "licenses", [Plain.Line(license)], License);
        json.WriteKnown("purl", item.Purl);
        if (item.Card?.Base is { } origin) Ancestor(origin, json);
        if (item.Type == BomItem.Model) ModelCards.Write(item, json);
        if (item.Type == "data") Data(item, json);
        Evidence(item, json);
        Properties(json, Notes(item));
    }

    private static void License(string license, Utf8JsonWriter json)
    {
        json.WriteStartObject("license");
        json.WriteString(Licenses.Contains(license) ? "id" : "name", license);
        json.WriteEndObject();
    }

    // The ancestor is in the list itself; here it only needs its name.
    private static void Ancestor(string reference, Utf8JsonWriter json)
    {
        json.WriteStartObject("pedigree");
        List(json, "ancestors", [reference[(reference.IndexOf(':', StringComparison.Ordinal) + 1)..]], (name, j) => { j.WriteString("type", BomItem.Model); j.WriteString("name", name); });
        json.WriteEndObject();
    }

    private static void Data(BomItem item, Utf8JsonWriter json) => List(json, "data", [item], (d, j) =>
    {
        j.WriteString("type", d.Kind is "dataset" or "corpus" or "vector-store" ? "dataset" : "other");
        j.WriteString("name", d.Name);
        if (d.Data.Count > 0)
        {
            j.WriteString("classification", string.Join(", ", d.Data));
            j.Texts("sensitiveData", d.Data);
        }

        if (d.Owner is null) return;
        j.WriteStartObject("governance");
        List(j, "owners", [d.Owner], (owner, o) => { o.WriteStartObject("organization"); o.WriteString("name", Plain.Line(owner)); o.WriteEndObject(); });
        j.WriteEndObject();
    });

    private static void Service(BomItem item, Utf8JsonWriter json)
    {
        json.WriteString("bom-ref", item.Ref);
        if (item.Provider is { } provider)
        {
            json.WriteStartObject("provider");
            json.WriteString("name", Plain.Line(provider));
            json.WriteEndObject();
        }

        json.WriteString("name", item.Name);
        if (item.Version is { } version) json.WriteString("version", Plain.Cut(Plain.Line(version), 200));
        if (item.Endpoints.Count > 0) json.Texts("endpoints", item.Endpoints);
        if (item.IsAuthenticated is { } authenticated) json.WriteBoolean("authenticated", authenticated);
        if (item.LeavesTrust is { } leaves) json.WriteBoolean("x-trust-boundary", leaves);
        if (item.Data.Count > 0) List(json, "data", item.Data, (name, j) => { j.WriteString("flow", "unknown"); j.WriteString("classification", name); });
        // Services have no evidence of their own.
        Properties(json, Notes(item).Concat(item.Places.Take(MostPlaces).Select(p => ("occurrence", $"{p} ({p.Context})"))));
    }

    private static void Evidence(BomItem item, Utf8JsonWriter json)
    {
        if (item.Places.Count == 0) return;
        json.WriteStartObject("evidence");
        List(json, "identity", [item], (i, j) =>
        {
            j.WriteString("field", i.Purl is null ? "name" : "purl");
            List(j, "methods", i.Places.Select(p => p.Technique).Distinct().Order(StringComparer.Ordinal), (technique, m) =>
            {
                m.WriteString("technique", technique);
                m.WriteNumber("confidence", 1);   // the source writes this name itself; nothing is inferred
            });
        });
        List(json, "occurrences", item.Places.GroupBy(p => p.Plane).SelectMany(g => g.Take(MostPlaces)), (place, j) =>
        {
            j.WriteString("location", place.File);
            if (place.Line > 0) j.WriteNumber("line", place.Line);
            j.WriteString("additionalContext", place.Context);
        });
        json.WriteEndObject();
    }

    private static IEnumerable<(string Name, string Value)> Notes(BomItem item)
    {
        yield return ("kind", item.Kind);
        yield return ("planes", string.Join(",", item.Planes.Select(p => p.Name())));
        if (item.Status != "unknown") yield return ("status", item.Status);
        if (item.Owner is { } owner) yield return ("owner", owner);
        if (item.Environment is { } environment) yield return ("environment", environment);
        if (item.Stage is { } stage) yield return ("lifecycle", stage);
        if (item.Account is { } account) yield return ("account", account);
        if (item.Region is { } region) yield return ("region", region);
        if (item.Provider is { } provider) yield return ("provider", Plain.Line(provider));
        if (item.IsOnlyObserved) yield return ("drift", "observed, neither declared nor deployed");
        foreach (var data in item.Data) yield return ("data", data);
        foreach (var note in item.Notes.Take(MostNotes)) yield return note;
        if (item.Notes.Count > MostNotes) yield return ("left-out", $"{item.Notes.Count - MostNotes} properties");
        if (item.Places.GroupBy(p => p.Plane).Sum(g => Math.Max(0, g.Count() - MostPlaces)) is > 0 and var more) yield return ("left-out", $"{more} places");
    }

    internal static void Properties(Utf8JsonWriter json, IEnumerable<(string Name, string Value)> notes) => List(json, "properties", notes, (note, j) =>
    {
        j.WriteString("name", "plumbline:" + note.Name);
        j.WriteString("value", note.Value);
    });

    private static void Dependencies(BillOfMaterials bill, Utf8JsonWriter json)
    {
        // What nothing needs hangs on the estate itself, so that the graph has one root.
        var needed = bill.Items.SelectMany(i => i.DependsOn).ToHashSet(StringComparer.Ordinal);
        var roots = (Ref: BillOfMaterials.Estate, DependsOn: bill.Items.Where(i => !needed.Contains(i.Ref)).Select(i => i.Ref));
        List(json, "dependencies", bill.Items.Select(i => (i.Ref, DependsOn: i.DependsOn.AsEnumerable())).Prepend(roots), (d, j) =>
        {
            j.WriteString("ref", d.Ref);
            j.Texts("dependsOn", d.DependsOn);
        });
    }

    // A scan never proves that it has seen all: at best it is not known.
    private static void Compositions(BillOfMaterials bill, Utf8JsonWriter json)
    {
        var holes = bill.Gaps.SelectMany(g => g.Subjects).Concat(bill.Items.Where(i => i.Notes.Any(n => n.Name == "model.unresolved")).Select(i => i.Ref)).ToHashSet(StringComparer.Ordinal);
        string[] rest = [.. bill.Items.Select(i => i.Ref).Append(BillOfMaterials.Estate).Where(r => !holes.Contains(r))];
        List(json, "compositions", new[] { (Word: "incomplete", Refs: holes.Order(StringComparer.Ordinal).ToArray()), (Word: "unknown", Refs: rest) }.Where(c => c.Refs.Length > 0), (c, j) =>
        {
            j.WriteString("aggregate", c.Word);
            j.Texts("assemblies", c.Refs);
        });
    }

    private static void Annotation(BomGap gap, BillOfMaterials bill, Utf8JsonWriter json)
    {
        json.Texts("subjects", gap.Subjects);
        json.WriteStartObject("annotator");
        json.WriteStartObject("component");
        Tool(Product.Name, json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteString("timestamp", Values.Text(bill.AsOf));
        json.WriteString("text", $"{gap.Text} [{gap.Place}]");
    }

    internal static void List<T>(Utf8JsonWriter json, string name, IEnumerable<T> items, Action<T, Utf8JsonWriter> write)
    {
        json.WriteStartArray(name);
        foreach (var item in items)
        {
            json.WriteStartObject();
            write(item, json);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
