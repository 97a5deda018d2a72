using Plumbline.Cel.Syntax;
using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Reads one registry document into the pages.</summary>
/// <param name="file">The file, or the entry of a ledger.</param>
/// <param name="pages">Where what it says goes.</param>
/// <param name="sift">Looks at each entry first, and says what of it counts.</param>
/// <param name="record">The record of a ledger that put it into force; 0 where it is a file.</param>
internal sealed class PageReader(string file, Pages pages, EntrySift? sift = null, long record = 0)
{
    public void Read(YamlMap document)
    {
        var known = RegistryForm.Sections.Select(s => s.Name).ToList();
        foreach (var (key, node) in document.Entries)
        {
            if (key is RegistryForm.Mark or "$schema" || key.StartsWith("x-", StringComparison.Ordinal)) continue;
            if (key == PostureDocument.Mark)
            {
                Policies(node);
                continue;
            }

            if (!known.Contains(key)) Wrong("", node.Line, null, $"unknown key `{key}`{Nearest.Hint(key, known)} ({file}:{node.Line})");
            else Section(key, node);
        }
    }

    /// <summary>Reads a document that is one agent posture policy, or several.</summary>
    public void ReadPolicy(YamlMap document)
    {
        foreach (var (key, node) in document.Entries)
        {
            if (key == PostureDocument.Mark) Policies(node);
            else if (key != "$schema" && !key.StartsWith("x-", StringComparison.Ordinal)) Wrong(PostureDocument.Section, node.Line, null, $"unknown key `{key}` beside `{PostureDocument.Mark}`{Nearest.Hint(key, [PostureDocument.Mark, .. PostureDocument.Parts])} ({file}:{node.Line})");
        }
    }

    /// <summary>Tells a document that is a policy under a name that is none.</summary>
    public void ReadMisnamed(YamlMap document)
    {
        foreach (var (key, node) in document.Entries)
            if (PostureDocument.IsMisnamed(key, node)) Wrong(PostureDocument.Section, node.Line, null, $"unknown key `{key}`, so the policy of `{node["identity"]!["agent_id"]!.Text}` does not count{Nearest.Hint(key, [PostureDocument.Mark])} ({file}:{node.Line})");
    }

    private void Policies(YamlNode node)
    {
        if (node is YamlScalar) Wrong(PostureDocument.Section, node.Line, null, $"`{PostureDocument.Mark}` must be a mapping, with `identity`, `permissions`, `execution` and `monitoring` below it ({file}:{node.Line})");
        else Section(PostureDocument.Section, node);
    }

    private void Section(string name, YamlNode node)
    {
        pages.Sections.Add(name);
        var (_, id, form) = RegistryForm.Sections.First(s => s.Name == name);
        if (node is YamlScalar scalar)
        {
            if (!scalar.IsNull) Wrong(name, node.Line, null, $"`{name}` must be a list ({file}:{node.Line})");
            return;
        }

        foreach (var entry in node.Items.Select(i => name == PostureDocument.Section ? PostureDocument.Named(i) : i))
        {
            if (name == PostureDocument.Section && PostureDocument.Problem(entry) is { } problem) Wrong(name, entry.Line, null, $"{problem} ({file}:{entry.Line})");
            else if ((sift is null ? entry : sift.Of(name, form, entry, file)) is { } counts) Entry(name, id, form, counts);
        }
    }

    private void Entry(string section, string id, Fields form, YamlNode entry)
    {
        if (section == "systems" && entry is YamlMap system && system["workloads"] is { } workloads)
        {
            var name = system["id"]?.Text?.Trim();
            var rest = new YamlMap(system.Line, [.. system.Entries.Where(e => e.Key != "workloads")]);
            if (Checked(section, id, form, rest) is null || name is null) return;
            foreach (var workload in workloads.Items) Workload(name, workload);
        }
        else Checked(section, id, form, entry);
    }

    private void Workload(string system, YamlNode node)
    {
        if (Check("workloads", RegistryForm.Workload, node) is { } said) pages.Workloads.Add((system, said));
    }

    private Said? Checked(string section, string id, Fields form, YamlNode entry)
    {
        if (Check(section, form, entry, id) is not { } said) return null;
        pages.Add(section, said);
        return said;
    }

    private Said? Check(string section, Fields form, YamlNode entry, string? id = null)
    {
        var check = new FormCheck(file);
        var kept = check.Of(form, entry, section) is YamlMap map && (id is null || !string.IsNullOrWhiteSpace(map[id]?.Text)) ? new Said(file, map, record) : null;
        foreach (var (line, reason, fix) in check.Wrong) pages.Problems.Add(new Problem(section, file, line, kept, reason, fix));
        return kept;
    }

    private void Wrong(string section, int line, Said? item, string reason) =>
        pages.Problems.Add(new Problem(section, file, line, item, reason, "correct the line; docs/registry.md lists every field"));
}
