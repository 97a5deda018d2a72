using Plumbline.Posture.Rules;

namespace Plumbline.Collectors.Declared.Infrastructure.CloudFormation;

/// <summary>A YAML template as terms; short tags become the functions they stand for.</summary>
internal static class YamlTerms
{
    /// <summary>The node; `!Ref x` is `{ Ref: x }`, `!Sub x` is `{ Fn::Sub: x }`.</summary>
    public static Term Of(YamlNode node)
    {
        Term value = node switch
        {
            YamlMap map => new MapTerm([.. map.Entries.Select(e => new KeyValuePair<string, Term>(e.Key, Of(e.Node)))], node.Line),
            YamlList list => new ListTerm([.. list.Nodes.Select(Of)], node.Line),
            YamlScalar { IsNull: true } => new NullTerm(node.Line),
            YamlScalar scalar => Scalar(scalar),
            _ => new NullTerm(node.Line),
        };
        return node.Tag is { } tag ? new MapTerm([new(Function(tag[1..]), value)], node.Line) : value;
    }

    private static string Function(string tag) => tag is "Ref" or "Condition" ? tag : "Fn::" + tag;

    private static Term Scalar(YamlScalar scalar)
    {
        var value = scalar.ToValue();
        return scalar.IsQuoted || scalar.Tag is not null ? Term.Of(scalar.Raw, scalar.Line) : value.Kind switch
        {
            Cel.Types.ValueKind.Bool => Term.Of(value.IsTrue, scalar.Line),
            Cel.Types.ValueKind.Int => Term.Of((double)value.AsInt, scalar.Line),
            _ => Term.Of(scalar.Raw, scalar.Line),
        };
    }
}
