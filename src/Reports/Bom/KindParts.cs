using Plumbline.Posture.Assets;
using Plumbline.Posture.Graph;

namespace Plumbline.Reports.Bom;

/// <summary>What only one kind of asset has to tell: packages, MCP servers, agent cards, endpoints, skills.</summary>
internal static class KindParts
{
    public static void Add(BomDraft draft)
    {
        foreach (var row in draft.Graph.Rows)
        {
            if (draft.Find(row.Id) is not { } item) continue;
            Vulnerabilities.Add(row, item);
            switch (row.Id.Kind)
            {
                case AssetKind.Package: Package(row, item, draft); break;
                case AssetKind.McpServer: Server(row, item, draft); break;
                case AssetKind.Agent: Cards(row, item, draft); break;
                case AssetKind.Endpoint: Endpoint(row, item); break;
                case AssetKind.Skill: Skill(row, item); break;
                case AssetKind.CodingAgent: Instructions(row, item, draft); break;
                default: break;
            }
        }
    }

    private static void Package(AssetRow row, BomItem item, BomDraft draft)
    {
        item.Purl = row.Id.Key.StartsWith("pkg:", StringComparison.Ordinal) ? row.Id.Key : null;
        item.Version = row.Said("version").Select(v => Sayings.Text(v.Value)).FirstOrDefault();
        foreach (var word in (string[])["ecosystem", "role"]) foreach (var (value, _) in row.Said(word)) item.Note("package." + word, Sayings.Text(value));
        var uses = row.Said(Plane.Declared, "uses").ToList();
        item.IsForDevelopment = uses.Count > 0 && uses.TrueForAll(u => u.Value.Field("dev") == "yes");
        foreach (var (use, _) in uses)
        {
            item.Note("package.depth", use.Field("depth"));
            item.Note("package.requirement", use.Field("requirement"));
            if (use.Field("locked") == "no" && use.Field("exact") == "no") item.Note("package.unpinned", use.Field("file"));
            if (use.Field("file") is { } file) draft.Find(new AssetId(AssetKind.Workload, "path:" + file))?.Needs(item);
        }
    }

    private static void Server(AssetRow row, BomItem item, BomDraft draft)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            foreach (var (entry, origin) in row.Said(plane, "entries"))
            {
                Address(item, entry.Field("url"), entry.Field("network"));
                foreach (var field in (string[])["transport", "client", "launcher", "pin"]) item.Note("mcp." + field, entry.Field(field));
                foreach (var tool in entry.AsMap?["approved"].AsList?.Items ?? []) item.Note("mcp.runs-without-asking", tool.AsString);
                if (entry.Field("trusted") == "yes") item.Note("mcp.runs-without-asking", "*");
                item.Version ??= entry.Field("version");
                if (Library(entry.Field("ecosystem"), entry.Field("package"), entry.Field("version"), draft) is { } library)
                {
                    library.See(plane, origin);
                    item.Needs(library);
                }
            }
        }
    }

    private static BomItem? Library(string? ecosystem, string? name, string? version, BomDraft draft)
    {
        if (name is null || ecosystem is not ("npm" or "pypi" or "nuget")) return null;
        var purl = $"pkg:{ecosystem}/{string.Join('/', name.Split('/').Select(Encode))}{(version is null ? "" : "@" + Encode(version))}";
        var library = draft.Item(AssetKind.Package.Name(), purl, "library", name);
        (library.Purl, library.Version) = (purl, version);
        return library;
    }

    // As the package-URL standard has it: a colon stays, everything else outside the unreserved letters does not.
    private static string Encode(string text) => Uri.EscapeDataString(text).Replace("%3A", ":", StringComparison.Ordinal);

    private static void Cards(AssetRow row, BomItem item, BomDraft draft)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            foreach (var (card, origin) in row.Said(plane, "cards"))
            {
                var service = draft.Item("a2a", row.Id.Key, BomItem.Service, row.Name);
                service.See(plane, origin);
                (service.Owner, service.Environment, service.Status) = (item.Owner, item.Environment, item.Status);
                service.Version ??= card.Field("version");
                service.Provider ??= card.Field("organization");
                service.IsAuthenticated = card.Field("required") switch { "yes" => service.IsAuthenticated ?? true, "no" => false, _ => service.IsAuthenticated };
                foreach (var door in card.AsMap?["interfaces"].AsList?.Items ?? []) Address(service, door.Field("url"), door.Field("network"));
                foreach (var skill in card.AsMap?["skills"].AsList?.Items ?? []) service.Note("a2a.skill", skill.Field("id"));
                foreach (var scheme in card.AsMap?["schemes"].AsList?.Items ?? []) service.Note("a2a.scheme", scheme.Field("kind"));
                service.Note("a2a.protocol", card.Field("protocol"));
                service.Note("a2a.signed", card.Field("signed") == "yes" ? "true" : "false");
                service.Needs(item);
            }
        }
    }

    private static void Address(BomItem item, string? url, string? network)
    {
        if (url is not null && Uri.IsWellFormedUriString(url, UriKind.RelativeOrAbsolute)) item.Endpoints.Add(url);
        else item.Note("address", url);
        item.Note("network", network);
        item.LeavesTrust = network switch { "public" => true, "loopback" => item.LeavesTrust ?? false, _ => item.LeavesTrust };
    }

    private static void Endpoint(AssetRow row, BomItem item)
    {
        foreach (var plane in Enum.GetValues<Plane>())
        {
            foreach (var (value, _) in row.Said(plane, "authentication")) item.IsAuthenticated = Sayings.Text(value) is not null;
            foreach (var (value, _) in row.Said(plane, "authenticated")) item.IsAuthenticated = value.IsTrue;
            foreach (var (value, _) in row.Said(plane, "publicAccess")) item.Note("publicAccess", Sayings.Text(value));
            foreach (var (value, _) in row.Said(plane, "reachableFrom")) item.Note("reachableFrom", Sayings.Text(value));
            foreach (var (value, _) in row.Said(plane, "deployments")) item.Note("deployment", value.Field("name") is { } name ? $"{name} serves {value.Field("model") ?? "a model that nobody names"}" : null);
        }
    }

    private static void Skill(AssetRow row, BomItem item)
    {
        foreach (var (manifest, _) in row.Said("manifest"))
        {
            item.Version ??= manifest.Field("version");
            item.License ??= manifest.Field("license");
            item.Note("fingerprint", manifest.Field("fingerprint"));
            item.Note("skill.scope", manifest.Field("scope"));
            foreach (var tool in manifest.AsMap?["tools"].AsList?.Items ?? []) item.Note("tool", tool.AsString);
        }
    }

    private static void Instructions(AssetRow row, BomItem item, BomDraft draft)
    {
        foreach (var (mode, _) in row.Said(Plane.Declared, "modes")) item.Note("mode", $"{mode.Field("setting")} {mode.Field("written")}");
        foreach (var (held, _) in row.Said(Plane.Declared, "sandboxes")) item.Note("sandbox", $"{held.Field("setting")} {held.Field("kind")}");
        foreach (var (rule, _) in row.Said(Plane.Declared, "permissions")) item.Note("permission", $"{rule.Field("effect")} {rule.Field("tool")}{(rule.Field("spec") is { } spec ? $"({spec})" : "")}");
        foreach (var (text, origin) in row.Said(Plane.Declared, "instructions"))
        {
            if (text.Field("path") is not { } path) continue;
            var file = draft.Item("instructions", path, "file");
            file.See(Plane.Declared, origin);
            file.Note("fingerprint", text.Field("fingerprint"));
            file.Note("instructions.kind", text.Field("kind"));
            item.Needs(file);
        }
    }
}
