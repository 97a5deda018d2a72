namespace Plumbline.Guardrails.Models.Templates;

/// <summary>Which names of attributes and keys are made while a template runs, so that reading does not tell what they are.</summary>
/// <param name="texts">What is known of texts.</param>
internal sealed class ComputedNames(TemplateTexts texts)
{
    private readonly HashSet<string> made = new(StringComparer.Ordinal);
    private readonly HashSet<string> machinery = new(StringComparer.Ordinal);

    /// <summary>A name is set: to a text that is put together, to an object of Jinja, or to data.</summary>
    public void Set(string name, TemplateNode value)
    {
        if (value is { Kind: NodeKind.Call, Parts: [{ Kind: NodeKind.Name, Word: "namespace" or "dict" }, ..] })
        {
            foreach (var field in value.Parts.Where(p => p.Kind is NodeKind.Keyword)) Set($"{name}.{field.Word}", field.Parts[0]);
            return;
        }

        if (IsMachinery(value)) machinery.Add(name);
        if (value.Kind is not (NodeKind.List or NodeKind.Map) && !IsData(value) && texts.Of(value).Count == 0) made.Add(name);
    }

    /// <summary>A name is set to what a block prints.</summary>
    public void SetBlock(string name) => made.Add(name);

    /// <summary>True where reading does not tell what a key is.</summary>
    public bool IsOpen(TemplateNode key) =>
        key.Kind is not (NodeKind.Number or NodeKind.Text) && (texts.Of(key).Count == 0 || IsMade(key));

    /// <summary>True for a key as data has them: a number, a name out of a loop, a role; not a text that is put together or that people write.</summary>
    public bool IsData(TemplateNode key) => key.Kind switch
    {
        NodeKind.Number or NodeKind.Text or NodeKind.Nothing => true,
        NodeKind.Name => !made.Contains(key.Word),
        NodeKind.Attribute => key.Word != "content" && !IsMade(key) && IsData(key.Parts[0]),
        NodeKind.Index => !key.Parts.Skip(1).Any(p => p is { Kind: NodeKind.Text, Word: "content" }) && IsData(key.Parts[0]),
        NodeKind.Unary or NodeKind.Test => IsData(key.Parts[0]),
        NodeKind.Choice => IsData(key.Parts[0]) && IsData(key.Parts[2]),
        NodeKind.Binary => key.Word is "==" or "!=" or "<" or ">" or "<=" or ">=" or "in" or "not in" || key.Word != "~" && key.Parts.All(p => p.Kind is not NodeKind.Text && IsData(p)),
        NodeKind.Filter => key.Word is "length" or "count" or "int" || key.Word is "first" or "last" or "abs" or "min" or "max" or "trim" or "lower" or "upper" or "string" && IsData(key.Parts[0]),
        NodeKind.Call => key.Parts[0] is { Kind: NodeKind.Attribute, Word: "index" or "find" or "count" }
            || key.Parts[0] is { Kind: NodeKind.Attribute, Word: "get" or "strip" or "lower" or "upper" } method && IsData(method.Parts[0]),
        _ => false,
    };

    private bool IsMade(TemplateNode key) =>
        key.Kind is NodeKind.Name && made.Contains(key.Word) || key is { Kind: NodeKind.Attribute, Parts: [{ Kind: NodeKind.Name } of] } && made.Contains($"{of.Word}.{key.Word}");

    /// <summary>True where what is asked is, or hangs on, an object that Jinja or the model's program gives to every template.</summary>
    public bool IsMachinery(TemplateNode of) => of.Kind switch
    {
        NodeKind.Name => machinery.Contains(of.Word) || TemplateNames.IsMachinery(of.Word),
        NodeKind.Attribute or NodeKind.Index or NodeKind.Filter => IsMachinery(of.Parts[0]),
        NodeKind.Call => of.Parts[0].Kind is not NodeKind.Name && IsMachinery(of.Parts[0]) || of.Parts[0] is { Kind: NodeKind.Name, Word: "cycler" or "joiner" or "lipsum" },
        NodeKind.List => of.Parts.Any(IsMachinery),
        _ => false,
    };
}
