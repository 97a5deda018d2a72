using System.Text.Json;
using Plumbline.Code.Names;
using Plumbline.Code.Trees;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Finds definitions of tools that stand in code as the provider gets them: name, description and schema.</summary>
internal sealed class ToolDefinitions(LiteralJson literals, Texts texts)
{
    private const int LongestName = 200;

    /// <summary>The definitions of a file: the tool's name, `name#fingerprint` where the whole definition is written down, else the name alone; and the line.</summary>
    public IEnumerable<(string Name, string Id, int Line)> In(SourceFile file)
    {
        // What lies within a definition is a part of it.
        var parts = new HashSet<Fields>(ReferenceEqualityComparer.Instance);
        foreach (var (scope, expression) in Walk.All(file.Tree))
        {
            if (expression is not Fields fields || parts.Contains(fields) || Spec(fields) is not { } spec) continue;
            parts.Add(spec.Fields);
            if (Read(spec, new Place(file, scope)) is var (name, id)) yield return (name, id, fields.Line);
        }
    }

    // What makes a definition unmistakable: `toolSpec`; `type: function` with a function or parameters; a name with an input schema.
    private static Form? Spec(Fields fields)
    {
        if (Of(fields, "toolSpec") is Fields spec) return new Form(spec, Inside(Of(spec, "inputSchema")), Of(spec, "inputSchema") is null);
        var isFunction = Of(fields, "type") is Text { Value: "function" };
        if (isFunction && Of(fields, "function") is Fields function) return new Form(function, Of(function, "parameters"), Of(function, "parameters") is null);
        if (Of(fields, "name") is null) return null;
        if ((Of(fields, "input_schema") ?? Inside(Of(fields, "inputSchema"))) is { } schema) return new Form(fields, schema, false);
        return isFunction && Of(fields, "parameters") is { } parameters ? new Form(fields, parameters, false) : null;
    }

    // Bedrock puts the schema into a field of its own.
    private static Expression? Inside(Expression? schema) => schema is Fields { All: [("json", var json)] } ? json : schema;

    private (string Name, string Id)? Read(Form form, Place at)
    {
        if (Of(form.Fields, "name") is not { } named || One(named, at) is not { Length: > 0 and <= LongestName } name || name.Contains('#')) return null;
        var description = Of(form.Fields, "description");
        var text = description is null ? null : One(description, at);
        if ((description is not null && text is null) || Of(form.Fields, "...") is not null) return (name, name);
        if (form.IsWithoutSchema) return (name, Fingerprints.OfTool(name, text, default));
        return form.Schema is { } schema && literals.Of(schema, at) is { ValueKind: JsonValueKind.Object } json ? (name, Fingerprints.OfTool(name, text, json)) : (name, name);
    }

    private string? One(Expression value, Place at) =>
        texts.Of(value, at) is { Open.IsEmpty: true, Settings.IsEmpty: true, All: [{ How: Knowing.Literal or Knowing.Constant } only] } ? only.Value : null;

    private static Expression? Of(Fields fields, string key) => fields.All.FirstOrDefault(f => f.Key == key).Value;

    private sealed record Form(Fields Fields, Expression? Schema, bool IsWithoutSchema);
}
