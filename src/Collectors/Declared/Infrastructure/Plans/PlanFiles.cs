using System.Collections.Immutable;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Plans;

/// <summary>Answers of `terraform show -json`: what a plan would make, with the values Terraform itself computed.</summary>
internal sealed class PlanFiles
{
    private const int LargestFile = 32 << 20;
    private const int Deepest = 16;

    /// <summary>Plans that could not be read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>Every resource of every plan.</summary>
    public IEnumerable<Resource> Resources(Scope scope)
    {
        foreach (var file in scope.Files.Where(f => f.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || f.Name.EndsWith(".json.gz", StringComparison.OrdinalIgnoreCase)))
        {
            var head = Content.Head(file);
            if (head.IndexOf("\"format_version\""u8) < 0 || (head.IndexOf("\"planned_values\""u8) < 0 && head.IndexOf("\"terraform_version\""u8) < 0)) continue;
            var bytes = Content.ReadAll(file, out var reason, LargestFile);
            var root = reason is null ? Jsons.Read(bytes, out reason) as MapTerm : null;
            if (root is null) Unread.Add((file.Path, reason?.StartsWith('`') == true ? reason : $"`{file.Path}` is not read: {reason ?? "it is no json object"}"));
            else foreach (var resource in Isolation.Read(file.Path, Unread, () => new Plan(file.Path, root).Resources())) yield return resource;
        }
    }

    private sealed class Plan(string file, MapTerm root)
    {
        private readonly Dictionary<string, Term> unknown = Changes(root);
        private readonly Place place = PlaceOf(root);
        private readonly Dictionary<string, MapTerm> expressions = Expressions(root);
        private readonly string scope = "terraform:" + file[..Math.Max(0, file.LastIndexOf('/'))];

        public IEnumerable<Resource> Resources() => Of((root["planned_values"] as MapTerm)?["root_module"] as MapTerm, 0);

        private IEnumerable<Resource> Of(MapTerm? module, int depth)
        {
            if (module is null || depth > Deepest) yield break;
            foreach (var item in Items(module["resources"]))
            {
                if (item["address"]?.AsText is not { } address || item["type"]?.AsText is not { } type) continue;
                var values = item["values"] as MapTerm ?? new MapTerm([], item.Line);
                var written = expressions.GetValueOrDefault(Plain(address));
                var properties = (MapTerm)Overlay(values, unknown.GetValueOrDefault(address), written, Prefix(address), 0);
                var isData = item["mode"]?.AsText == "data";
                yield return new Resource(Sources.Plan, scope, (isData ? "data." : "") + type, address, item["name"]?.AsText ?? address, properties, file, item.Line, place);
            }

            foreach (var child in Items(module["child_modules"]))
                foreach (var resource in Of(child, depth + 1)) yield return resource;
        }

        // What is known only after apply stands there, where the code writes something for it; else it is the provider's to fill in.
        private static Term Overlay(Term value, Term? open, Term? written, string prefix, int depth)
        {
            if (depth > 64 || open is null or NullTerm or FlagTerm { Flag: false }) return value;
            if (open is FlagTerm)
            {
                if (written is null) return value is NullTerm ? value : new NullTerm(value.Line);
                ImmutableArray<string> refs = [.. Items(written, "references")];
                return new OpenTerm(
                    refs.IsEmpty ? "known after apply" : refs[0], [.. refs.Where(r => !Outside(r)).Select(r => prefix + r).Distinct()],
                    IsSet: refs.Any(r => !Outside(r) && r.Split('.') is [.., var last] && Terraform.ModuleScope.Ids.Contains(last)), value.Line);
            }

            if (open is MapTerm map)
            {
                var entries = (value as MapTerm)?.Entries ?? [];
                var all = entries.Select(e => e.Key).Concat(map.Entries.Select(e => e.Key)).Distinct();
                return new MapTerm([.. all.Select(k => new KeyValuePair<string, Term>(
                    k, Overlay((value as MapTerm)?[k] ?? Term.Null, map[k], Written(written, k), prefix, depth + 1)))], value.Line);
            }

            if (open is not ListTerm list || value is not (ListTerm or NullTerm)) return value;
            var items = (value as ListTerm)?.Items ?? [];
            return new ListTerm([.. Enumerable.Range(0, Math.Max(items.Length, list.Items.Length)).Select(i => Overlay(
                i < items.Length ? items[i] : Term.Null, i < list.Items.Length ? list.Items[i] : null, written is ListTerm w ? i < w.Items.Length ? w.Items[i] : null : written, prefix, depth + 1))], value.Line);
        }

        private static Term? Written(Term? written, string key) => (written as MapTerm)?[key];

        private static bool Outside(string reference) =>
            reference.StartsWith("var.", StringComparison.Ordinal) || reference.StartsWith("local.", StringComparison.Ordinal) || reference.StartsWith("each.", StringComparison.Ordinal)
            || reference.StartsWith("count.", StringComparison.Ordinal);

        private static IEnumerable<string> Items(Term? written, string key) =>
            ((written as MapTerm)?[key] as ListTerm)?.Items.Select(i => i.AsText).OfType<string>() ?? [];

        private static IEnumerable<MapTerm> Items(Term? term) => (term as ListTerm)?.Items.OfType<MapTerm>() ?? [];

        private static Dictionary<string, Term> Changes(MapTerm root) => Items(root["resource_changes"])
            .Where(c => c["address"]?.AsText is not null && (c["change"] as MapTerm)?["after_unknown"] is not null)
            .GroupBy(c => c["address"]!.AsText!).ToDictionary(g => g.Key, g => ((MapTerm)g.First()["change"]!)["after_unknown"]!, StringComparer.Ordinal);

        private static Dictionary<string, MapTerm> Expressions(MapTerm root)
        {
            var found = new Dictionary<string, MapTerm>(StringComparer.Ordinal);
            void Walk(MapTerm? module, string prefix, int depth)
            {
                if (module is null || depth > Deepest) return;
                foreach (var resource in Items(module["resources"]))
                    if (resource["address"]?.AsText is { } address && resource["expressions"] is MapTerm written) found.TryAdd(prefix + address, written);
                foreach (var (name, call) in (module["module_calls"] as MapTerm)?.Entries ?? []) Walk((call as MapTerm)?["module"] as MapTerm, $"{prefix}module.{name}.", depth + 1);
            }

            Walk((root["configuration"] as MapTerm)?["root_module"] as MapTerm, "", 0);
            return found;
        }

        private static Place PlaceOf(MapTerm root) => new(
            null, ((((root["configuration"] as MapTerm)?["provider_config"] as MapTerm)?["aws"] as MapTerm)?["expressions"] as MapTerm)?["region"] is MapTerm region ? region["constant_value"]?.AsText : null);

        // `module.a["x"].aws_b.c[0]` is written once, as `module.a.aws_b.c`.
        private static string Plain(string address)
        {
            var plain = new System.Text.StringBuilder();
            var depth = 0;
            foreach (var c in address)
            {
                if (c == '[') depth++;
                if (depth == 0) plain.Append(c);
                if (c == ']') depth--;
            }

            return plain.ToString();
        }

        private static string Prefix(string address)
        {
            var parts = Plain(address).Split('.');
            var modules = 0;
            while (modules + 1 < parts.Length && parts[modules] == "module") modules += 2;
            return string.Concat(parts.Take(modules).Select(p => p + "."));
        }
    }
}
