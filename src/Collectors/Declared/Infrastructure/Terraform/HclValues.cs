namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>The value of one expression in a module of its own: for trying the reader.</summary>
public static class HclValues
{
    /// <summary>The value of the first attribute of a text, with the blocks of another text around it.</summary>
    public static Term Of(string attribute, string module)
    {
        if (HclParser.Read(attribute, out var error) is not { Attributes: [var first, ..] }) return Term.Open(error ?? "no attribute");
        var body = HclParser.Read(module, out error);
        return body is null ? Term.Open(error!) : new Evaluator(new ModuleScope(new Module("", [("", body)]), "", _ => null, (_, _) => null)).Of(first.Value);
    }
}
