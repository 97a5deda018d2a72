using System.Collections.Immutable;
using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>The Terraform folders of a scan: which are roots, which are modules of others, and what stands in them.</summary>
internal sealed class TerraformFolders
{
    private const int Deepest = 16;
    private const int MostResources = 20_000;
    private const int MostCalls = 2_000;
    private const int LargestFile = 4 << 20;

    private readonly SortedDictionary<string, Module> modules = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ImmutableArray<HclAttribute>> values = new(StringComparer.Ordinal);
    private int instances;
    private int calls;

    /// <summary>Reads every folder that holds Terraform.</summary>
    public TerraformFolders(Scope scope, CancellationToken cancellation)
    {
        foreach (var folder in scope.Files.Where(IsOwn).GroupBy(f => f.Path[..Math.Max(0, f.Path.LastIndexOf('/'))]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            var bodies = folder.Where(f => IsCode(f.Name)).OrderBy(f => f.Path, StringComparer.Ordinal).Select(f => (f.Path, Body: Isolated(f))).Where(b => b.Body is not null).ToList();
            if (bodies.Count == 0) continue;
            modules[folder.Key] = new Module(folder.Key, bodies.Select(b => (b.Path, b.Body!)));
            values[folder.Key] = [.. folder.Where(f => IsValues(f.Name)).OrderBy(f => Rank(f.Name)).ThenBy(f => f.Name, StringComparer.Ordinal).SelectMany(f => Isolated(f)?.Attributes ?? [])];
        }
    }

    /// <summary>Files that could not be read, and why.</summary>
    public List<(string Path, string Reason)> Unread { get; } = [];

    /// <summary>Every resource of every root, modules followed.</summary>
    public IEnumerable<Resource> Resources()
    {
        var called = modules.Values.SelectMany(m => m.Calls.Values.Select(m.FolderOf)).OfType<string>().Where(modules.ContainsKey).ToHashSet(StringComparer.Ordinal);
        var roots = modules.Values.Where(m => !called.Contains(m.Folder)).ToList();
        // Modules that only call one another have no root: each is read by itself.
        return (roots.Count > 0 ? roots : [.. modules.Values]).SelectMany(m => Isolation.Read(m.Folder, Unread, () => Root(m)));
    }

    /// <summary>True where there is more than is followed.</summary>
    public bool IsCut => instances > MostResources || calls > MostCalls;

    private IEnumerable<Resource> Root(Module module)
    {
        var given = new Dictionary<string, HclExpr>(StringComparer.Ordinal);
        foreach (var attribute in values[module.Folder]) given[attribute.Name] = attribute.Value;
        ModuleScope? root = null;
        root = new ModuleScope(module, "", name => given.TryGetValue(name, out var value) ? new Evaluator(root!).Of(value) : null, Child);
        return Of(root, "terraform:" + module.Folder, 0);
    }

    private ModuleScope? Child(ModuleScope parent, string name)
    {
        if (!parent.Module.Calls.TryGetValue(name, out var call) || parent.Module.FolderOf(call) is not { } folder || !modules.TryGetValue(folder, out var module)) return null;
        var prefix = $"{parent.Prefix}module.{name}.";
        if (parent.Above.Count >= Deepest || parent.Above.Contains(folder) || folder == parent.Module.Folder || ++calls > MostCalls) return null;
        var body = call.Block.Body;
        var loop = body["for_each"] is null && body["count"] is null ? default : new EachOf(Term.Open("count.index"), Term.Open("each.key"), Term.Open("each.value"));
        return new ModuleScope(module, prefix, v => body[v] is { } value && v is not ("source" or "version" or "providers") ? new Evaluator(parent, loop).Of(value) : null, Child, parent.Steps) { Above = parent.Above.Add(parent.Module.Folder) };
    }

    private IEnumerable<Resource> Of(ModuleScope scope, string root, int depth)
    {
        var place = PlaceOf(scope);
        foreach (var (set, isData) in ((SortedDictionary<string, Sourced>, bool)[])[(scope.Module.Resources, false), (scope.Module.Data, true)])
        {
            foreach (var (address, found) in set)
            {
                foreach (var (suffix, content) in scope.Instances(found))
                {
                    if (++instances > MostResources) yield break;
                    yield return new Resource(
                        Infrastructure.Sources.Terraform, root, (isData ? "data." : "") + found.Block.Labels[0], scope.Prefix + (isData ? "data." : "") + address + suffix,
                        found.Block.Labels[1], content, found.File, found.Block.Line, place);
                }
            }
        }

        if (depth >= Deepest) yield break;
        foreach (var (name, call) in scope.Module.Calls)
        {
            if (IsNone(scope, call) || scope.Child(name) is not { } child) continue;
            foreach (var resource in Of(child, root, depth + 1)) yield return resource;
        }
    }

    private static bool IsNone(ModuleScope scope, Sourced call) =>
        (call.Block.Body["count"] is { } count && new Evaluator(scope).Of(count) is NumberTerm { Number: 0 })
        || (call.Block.Body["for_each"] is { } each && new Evaluator(scope).Of(each) is ListTerm { Items.IsEmpty: true } or MapTerm { Entries.IsEmpty: true });

    private static Place PlaceOf(ModuleScope scope)
    {
        if (!scope.Module.Providers.TryGetValue("aws", out var aws)) return default;
        var body = new Evaluator(scope).Of(aws.Block.Body, aws.Block.Line);
        var account = body["allowed_account_ids"] is ListTerm { Items: [var only] } ? only.AsText : null;
        return new Place(account is { Length: 12 } ? account : null, body["region"]?.AsText);
    }

    private HclBody? Isolated(EstateFile file) => Isolation.Read(file.Path, Unread, () => Body(file) is { } body ? [body] : (HclBody[])[]) is [var only] ? only : null;

    private HclBody? Body(EstateFile file)
    {
        var bytes = Content.ReadAll(file, out var reason, LargestFile);
        if (reason is null)
        {
            HclBody? body;
            if (file.Name.EndsWith(".json", StringComparison.Ordinal))
            {
                var json = Jsons.Read(bytes, out reason) as MapTerm;
                body = json is null ? null : IsValues(file.Name) ? Values(json) : HclJson.Body(json);
                if (json is null) reason ??= "it is no json object";
            }
            else if (!System.Text.Unicode.Utf8.IsValid(bytes)) (body, reason) = (null, "it is no UTF-8 text");
            else body = HclParser.Read(Encoding.UTF8.GetString(bytes), out reason);

            if (body is not null) return body;
            reason = $"`{file.Path}` is not read: {reason}";
        }

        Unread.Add((file.Path, reason));
        return null;
    }

    private static HclBody Values(MapTerm json) => new([.. json.Entries.Select(e => new HclAttribute(e.Key, HclJson.Expression(e.Value), e.Value.Line))], []);

    /// <summary>True for a file of Terraform.</summary>
    public static bool IsOwn(EstateFile file) =>
        (IsCode(file.Name) || IsValues(file.Name)) && !file.Path.Split('/').Contains(".terraform");

    private static bool IsCode(string name) =>
        name.EndsWith(".tf", StringComparison.Ordinal) || name.EndsWith(".tf.json", StringComparison.Ordinal) || name.EndsWith(".tofu", StringComparison.Ordinal);

    // Only these are loaded without being asked for.
    private static bool IsValues(string name) => name is "terraform.tfvars" or "terraform.tfvars.json"
        || name.EndsWith(".auto.tfvars", StringComparison.Ordinal) || name.EndsWith(".auto.tfvars.json", StringComparison.Ordinal);

    private static int Rank(string name) => name switch { "terraform.tfvars" => 0, "terraform.tfvars.json" => 1, _ => 2 };
}
