using Plumbline.Code.Names;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Deeds;

/// <summary>A function that a model can call, and where it is written.</summary>
internal sealed record FoundTool(ToolCode Tool, SourceFile File, Definition Function);

/// <summary>Finds the functions that a model can call, by how they are offered: decorators, registrations, handlers.</summary>
internal static class ToolFinder
{
    private static readonly HashSet<string> Decorators = new(StringComparer.Ordinal) { "tool", "resource", "prompt", "call_tool", "read_resource", "get_prompt", "function_tool", "ai_function", "kernel_function", "register_tool", "register_for_llm", "tool_plain", "custom_tool", "resource_template", "mcp_tool" };
    private static readonly HashSet<string> Registrations = new(StringComparer.Ordinal) { "tool", "registerTool", "addTool", "add_tool", "resource", "registerResource", "addResource", "prompt", "registerPrompt", "setRequestHandler", "from_function", "defineTool", "createTool", "DynamicTool", "DynamicStructuredTool", "StructuredTool", "Tool", "FunctionTool", "registerFunction" };

    /// <summary>The tools of a file, each function once.</summary>
    public static IEnumerable<FoundTool> Of(SourceFile file)
    {
        var seen = new HashSet<Definition>(ReferenceEqualityComparer.Instance);
        foreach (var definition in file.Tree.Definitions)
        {
            if (definition.Kind != DefinitionKind.Function || Offered(definition) is not var (kind, name, doc)) continue;
            if (seen.Add(definition)) yield return Tool(file, definition, name, doc, kind);
        }

        foreach (var (scope, value) in Walk.All(file.Tree))
        {
            if (value is not Call call || NameOf(call.Callee) is not { } name || !Registrations.Contains(name)) continue;
            foreach (var found in Registered(file, scope, call, name)) if (seen.Add(found.Function)) yield return found;
        }
    }

    private static (string Kind, string Name, string Doc)? Offered(Definition definition)
    {
        foreach (var decorator in definition.Decorators)
        {
            var (callee, arguments) = decorator is Call call ? (call.Callee, call.Arguments) : (decorator, []);
            if (NameOf(callee) is not { } name || !Decorators.Contains(name)) continue;
            var given = arguments.LastOrDefault(a => a.Name == "name")?.Value ?? (name is "tool" ? arguments.FirstOrDefault(a => a.Name is null)?.Value : null);
            var doc = string.Join('\n', arguments.Where(a => a.Name is "description" || (a.Name is null && a.Value is Text { Value: var text } && text.Contains(' ', StringComparison.Ordinal))).Select(a => a.Value).OfType<Text>().Select(t => t.Value).Append(definition.Doc)).Trim();
            return (KindOf(name), given is Text { Value: var written } && !written.Contains(' ', StringComparison.Ordinal) && name is "tool" ? written : definition.Name, doc);
        }

        return null;
    }

    private static string KindOf(string name) => name.Contains("resource", StringComparison.OrdinalIgnoreCase) ? "resource" : name.Contains("prompt", StringComparison.OrdinalIgnoreCase) ? "prompt" : name is "call_tool" or "setRequestHandler" ? "handler" : "tool";

    private static IEnumerable<FoundTool> Registered(SourceFile file, string scope, Call call, string name)
    {
        // `Tool(name=…, func=f)`, `server.tool("n", {…}, handler)`, `addTool({ name, execute })`.
        var values = call.Arguments.Select(a => a.Value).SelectMany(v => v is Fields fields ? fields.All.Select(f => f.Value) : [v]).ToList();
        var keyed = call.Arguments.Where(a => a.Name is not null).Select(a => (Key: a.Name!, a.Value)).Concat(call.Arguments.Select(a => a.Value).OfType<Fields>().SelectMany(f => f.All)).ToList();
        var texts = call.Arguments.Select(a => a.Value).OfType<Text>().Select(t => t.Value).ToList();
        var title = keyed.Where(k => k.Key == "name").Select(k => k.Value).OfType<Text>().Select(t => t.Value).FirstOrDefault() ?? texts.FirstOrDefault(t => !t.Contains(' ', StringComparison.Ordinal));
        var doc = keyed.Where(k => k.Key == "description").Select(k => k.Value).OfType<Text>().Select(t => t.Value).Concat(texts.Where(t => t.Contains(' ', StringComparison.Ordinal))).FirstOrDefault() ?? "";
        if (name == "setRequestHandler" && call.Arguments is [{ Value: Name { Value: var schema } }, ..] && !schema.StartsWith("CallTool", StringComparison.Ordinal) && !schema.StartsWith("ReadResource", StringComparison.Ordinal)) yield break;
        foreach (var value in values)
        {
            var definition = value switch
            {
                Lambda lambda => file.Around(lambda.Definition),
                Name named => file.Definition(scope, named.Value) ?? file.Definition("", named.Value) ?? Bound(file, named.Value),
                _ => null,
            };
            if (definition is not { Kind: DefinitionKind.Function }) continue;
            yield return Tool(file, definition, title ?? (definition.Name.StartsWith('λ') ? name : definition.Name), doc.Length > 0 ? doc : definition.Doc, KindOf(name));
        }
    }

    private static Definition? Bound(SourceFile file, string name) =>
        file.Bindings("", name, int.MaxValue).Select(b => b.Value).OfType<Lambda>().Select(l => file.Around(l.Definition)).FirstOrDefault();

    private static FoundTool Tool(SourceFile file, Definition definition, string name, string doc, string kind) => new(
        new ToolCode(name, doc, [.. definition.Parameters.Select(p => p.Name).Where(p => !p.StartsWith('='))], file.Path, definition.Line, kind), file, definition);

    private static string? NameOf(Expression callee) => callee switch { Name name => name.Value, Member member => member.Value, _ => null };
}
