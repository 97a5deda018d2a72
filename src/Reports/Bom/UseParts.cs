using System.Text.RegularExpressions;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>What workloads, agents and endpoints use: models, providers, tools, prompts, images.</summary>
internal static partial class UseParts
{
    // Words that name models, and the field that does.
    private static readonly (string Word, string Field)[] Models =
        [("models", "base"), ("configured", "base"), ("calls", "base"), ("invocations", "base"), ("deployments", "base")];

    private static readonly HashSet<string> Hub = new(StringComparer.OrdinalIgnoreCase)
        { "huggingface", "huggingface-hub", "huggingface_hub", "transformers", "sentence-transformers", "sentence_transformers", "diffusers", "peft", "vllm" };

    public static void Add(BomDraft draft)
    {
        foreach (var row in draft.Graph.Rows)
        {
            if (draft.Find(row.Id) is not { } item) continue;
            var asked = row.Id.Kind == AssetKind.Workload ? Asked(row) : null;
            foreach (var plane in Enum.GetValues<Plane>())
            {
                foreach (var (word, field) in Models)
                    foreach (var (value, origin) in row.Said(plane, word)) Model(value, field, plane, origin, asked, item, draft);
                foreach (var (end, origin) in row.Said(plane, "lifecycles")) Ends(end, plane, origin, draft);
                foreach (var (use, origin) in row.Said(plane, "uses")) if (row.Id.Kind == AssetKind.Workload) Code(use, plane, origin, item, draft);
                Prompts(row, plane, item, draft);
                Images(row, plane, item, draft);
            }

            foreach (var endpoint in Endpoints(row, draft)) item.Needs(endpoint);
            Named(row, item, "tools", "tool", t => t.Field("name"), t => Manner(t));
            Named(row, item, "actions", "action", Sayings.Text, _ => null);
        }
    }

    // A text in code names a model; only a use that is seen to ask for it makes the workload need it.
    private static HashSet<string> Asked(AssetRow row) => row.Said(Plane.Declared, "uses").SelectMany(u => u.Value.AsMap?["models"].AsList?.Items ?? [])
        .Select(m => m.AsString).OfType<string>().Select(m => ModelId.Parse(m).Base).ToHashSet(StringComparer.Ordinal);

    // A provider may answer under another name of the same model: only behind a route does the answer name the model.
    private static void Model(Cel.Types.Value value, string field, Plane plane, Origin origin, HashSet<string>? asked, BomItem item, BomDraft draft)
    {
        if (draft.Model(value.Field(field), plane, origin) is not { } model) return;
        if (asked is not null && plane == Plane.Declared && origin.File is { } file && BomPlace.IsCode(file) && !asked.Contains(value.Field(field)!))
        {
            model.Note("model.named-in", Plain.Line(origin.ToString()));
            return;
        }

        item.Needs(model);
        if (value.Field("resolved") is not { } answered || answered == model.Name) return;
        if (model.Type == BomItem.Model && ModelId.Parse(value.Field(field)!).IsOpaque) item.Needs(draft.Model(answered, plane, origin));
        else model.Note("model.answers-as", answered);
    }

    // A model ends at another day at another host: every note names its host.
    private static void Ends(Cel.Types.Value end, Plane plane, Origin origin, BomDraft draft)
    {
        if (end.Field("host") is not { } host || end.AsMap is not { } map || draft.Model(end.Field("model"), plane, origin) is not { } model) return;
        model.Note("model.deprecated", Day("announced"));
        model.Note("model.retires", Day("retires"));
        model.Note("model.replacement", end.Field("replacement") is { } other ? $"{other} ({host})" : null);
        model.Note("model.lifecycle-source", end.Field("source") is { } source ? $"{source}{(Day("noted") is { } noted ? $", noted {noted[..10]}" : "")}" : null);

        string? Day(string field) =>
            map[field].AsBoxed is Cel.Types.Timestamp { AsInstant: var at } && at > DateTimeOffset.UnixEpoch && at.Year < 9000 ? $"{at:yyyy-MM-dd} ({host})" : null;
    }

    private static void Code(Cel.Types.Value use, Plane plane, Origin origin, BomItem item, BomDraft draft)
    {
        var (what, provider, host) = (use.Field("use"), use.Field("provider"), use.Field("host"));
        var at = Plain.Line(origin.ToString());
        if (use.Field("known") == "open") item.Note("model.unresolved", $"{at} takes its model from {use.Field("open") ?? "what the code does not say"}");
        if ((host ?? provider) is { } name && what is not ("tool" or "agent" or "guardrail"))
        {
            var service = draft.Item("provider", name, BomItem.Service);
            service.See(plane, origin);
            service.Provider ??= provider;
            if (host is not null && Uri.IsWellFormedUriString(host, UriKind.RelativeOrAbsolute)) service.Endpoints.Add(host);
            service.Note("credential", use.Field("key"));
            item.Needs(service);
        }

        foreach (var model in use.AsMap?["models"].AsList?.Items ?? []) Served(model.AsString, use, at, item, draft);
        if (what == "tool") item.Note("tool", use.Field("name") is { } tool ? $"{tool} ({plane.Name()})" : null);
        if (what == "mcp" && use.Field("name") is { } server && use.Field("callee") is { } made && (made.Contains("Server", StringComparison.Ordinal) || made.Contains("FastMCP", StringComparison.Ordinal)))
        {
            var service = draft.Item("mcp", $"{item.Ref}#{server}", BomItem.Service, server);
            service.See(plane, origin);
            item.Needs(service);
        }

        if (what == "retrieval" && use.Field("name") is { } index)
        {
            var data = draft.Item("retrieval", $"{item.Ref}#{index}", "data", index);
            data.See(plane, origin);
            data.Note("data.kind", "retrieval");
            item.Needs(data);
        }
    }

    // A deployment's name is none of a model: only the control plane says which model it serves.
    private static void Served(string? text, Cel.Types.Value use, string at, BomItem item, BomDraft draft)
    {
        if (string.IsNullOrWhiteSpace(text)) return;
        var key = ModelId.Parse(text).Base;
        if (draft.Find(new AssetId(AssetKind.Model, key)) is not { } model)
        {
            if (draft.Find(new AssetId(AssetKind.FineTune, key)) is null) item.Note("model.unresolved", $"{at} names `{text}`, which may be a deployment");
            return;
        }

        model.Provider ??= use.Field("provider");
        if (Hub.Contains(use.Field("provider") ?? "") || Hub.Contains(use.Field("library") ?? "")) OnHub(model, text);
    }

    private static void OnHub(BomItem model, string name)
    {
        if (HubName().IsMatch(name)) model.Purl ??= $"pkg:huggingface/{name}";
    }

    private static IEnumerable<BomItem> Endpoints(AssetRow row, BomDraft draft)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            foreach (var (value, origin) in row.Id.Kind == AssetKind.Workload ? row.Said(plane, "endpoints") : [])
            {
                if (Sayings.Text(value) is not { } text) continue;
                var service = draft.Find(new AssetId(AssetKind.Endpoint, text)) ?? draft.Item("provider", text, BomItem.Service);
                service.See(plane, origin);
                if (!text.StartsWith('/') && Uri.IsWellFormedUriString(text, UriKind.RelativeOrAbsolute)) service.Endpoints.Add(text);
                yield return service;
            }
        }
    }

    private static void Prompts(AssetRow row, Plane plane, BomItem item, BomDraft draft)
    {
        foreach (var (prompt, origin) in row.Said(plane, "prompts"))
            Prompt(prompt.Field("hash"), prompt.Field("name"), prompt.Field("version"), plane, origin);
        foreach (var (call, origin) in row.Said(plane, "invocations")) Prompt(call.Field("prompt"), null, null, plane, origin);
        foreach (var (use, origin) in row.Said(plane, "uses")) Prompt(use.Field("prompt"), null, null, plane, origin);
        foreach (var (text, origin) in row.Said(plane, "instruction")) Prompt(Sayings.Text(text), null, null, plane, origin);

        void Prompt(string? hash, string? name, string? version, Plane said, Origin origin)
        {
            if (hash is null) return;
            var file = draft.Item("prompt", hash, "file", "prompt " + Plain.Cut(hash.Replace("sha256:", "", StringComparison.Ordinal), 13));
            // The registry's name comes first; a file is often called like many others.
            if (name is not null && file.Name.StartsWith("prompt ", StringComparison.Ordinal)) file.Name = Plain.Line(name);
            file.Version ??= version;
            file.Note("fingerprint", hash);
            file.See(said, origin);
            item.Needs(file);
        }
    }

    private static void Images(AssetRow row, Plane plane, BomItem item, BomDraft draft)
    {
        foreach (var (container, origin) in row.Said(plane, "containers"))
            if (container.Field("image") is { } image) item.Needs(Image(image, container.Field("repository"), container.Field("tag"), container.Field("digest"), container, plane, origin));
        foreach (var (build, origin) in row.Said(plane, "builds"))
            if (build.Field("base") is { } image) item.Needs(Image(image, null, null, null, build, plane, origin));
        foreach (var (download, origin) in row.Said(plane, "downloads"))
            if (download.Field("kind") == "model" && draft.Model(download.Field("what"), plane, origin) is { } model)
            {
                if (download.Field("how")?.Contains("hugging", StringComparison.OrdinalIgnoreCase) == true) OnHub(model, download.Field("what")!);
                item.Needs(model);
            }

        BomItem Image(string image, string? repository, string? tag, string? digest, Cel.Types.Value facts, Plane said, Origin origin)
        {
            var made = draft.Item("container", image, "container", repository ?? image);
            made.Version ??= digest ?? tag;
            if (digest?.StartsWith("sha256:", StringComparison.Ordinal) == true && digest.Length == 71) Pin(made, repository ?? made.Name, digest);
            foreach (var field in (string[])["runtime", "role", "floating", "remoteCode", "asksKey"]) made.Note("container." + field, facts.Field(field));
            made.See(said, origin);
            return made;
        }
    }

    private static void Pin(BomItem image, string repository, string digest)
    {
        image.Sha256 = digest[7..];
        var last = repository[(repository.LastIndexOf('/') + 1)..];
        if (last.Length > 0 && repository.Contains('/', StringComparison.Ordinal)) image.Purl = $"pkg:oci/{Uri.EscapeDataString(last.ToLowerInvariant())}@{digest}?repository_url={Uri.EscapeDataString(repository)}";
    }

    // One property for each name, with the planes that say it.
    private static void Named(AssetRow row, BomItem item, string word, string property, Func<Cel.Types.Value, string?> name, Func<Cel.Types.Value, string?> manner)
    {
        var said = Enum.GetValues<Plane>().SelectMany(p => row.Said(p, word).Select(s => (Name: name(s.Value), Plane: p, Manner: manner(s.Value)))).Where(s => s.Name is not null);
        foreach (var group in said.GroupBy(s => s.Name, StringComparer.Ordinal))
        {
            var words = group.Select(s => s.Plane).Distinct().Order().Select(p => p.Name()).Concat(group.Select(s => s.Manner).OfType<string>().Distinct().Order(StringComparer.Ordinal));
            item.Note(property, $"{group.Key} ({string.Join(", ", words)})");
        }
    }

    private static string? Manner(Cel.Types.Value tool) => tool.Field("effect") is { } effect and not "unknown" ? tool.Field("confirmation") == "yes" ? $"{effect}, a person confirms" : effect : null;

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9._-]+$", RegexOptions.CultureInvariant)]
    private static partial Regex HubName();
}
