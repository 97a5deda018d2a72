using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Reads the native syntax of HCL 2 into bodies and expressions, bounded in length, depth and nodes. Nothing is evaluated.</summary>
public static class HclParser
{
    /// <summary>Longest text read, in characters.</summary>
    public const int LongestText = 4 << 20;

    /// <summary>Reads a file; null and one sentence where it is none.</summary>
    public static HclBody? Read(string text, out string? error)
    {
        error = null;
        if (text.Length > LongestText)
        {
            error = $"the text has {text.Length} characters, more than {LongestText}";
            return null;
        }

        try
        {
            return new HclBodies(new HclText(text)).File();
        }
        catch (HclException e)
        {
            error = $"line {e.Line}: {e.Message}";
            return null;
        }
    }

    /// <summary>Reads one text as a template, as `.tf.json` files hold expressions; null where it is none.</summary>
    public static HclExpr? Template(string text, int line)
    {
        try
        {
            return text.Length > LongestText ? null : HclTemplates.Whole(text, line);
        }
        catch (HclException)
        {
            return null;
        }
    }
}

/// <summary>Reads bodies, blocks and attributes.</summary>
internal sealed class HclBodies(HclText text)
{
    private const int Deepest = 64;
    private readonly HclExpressions expressions = new(text);

    public HclBody File()
    {
        var body = Body(0);
        if (!text.IsEnd) throw text.Wrong($"`{text.Here}` does not belong here");
        return body;
    }

    private HclBody Body(int depth)
    {
        if (depth > Deepest) throw text.Wrong($"blocks nest deeper than {Deepest}");
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        for (text.Skip(lineEnds: true); !text.IsEnd && text.Here != '}'; text.Skip(lineEnds: true))
        {
            var line = text.Line;
            var name = text.Name() ?? throw text.Wrong($"`{text.Here}` starts neither an attribute nor a block");
            text.Skip(lineEnds: false);
            if (text.Here == '=' && text.Ahead(1) != '=')
            {
                text.At++;
                attributes.Add(new HclAttribute(name, expressions.Whole(), line));
                EndOfLine();
            }
            else blocks.Add(Block(name, line, depth));
        }

        return new HclBody(attributes.DrainToImmutable(), blocks.DrainToImmutable());
    }

    private HclBlock Block(string type, int line, int depth)
    {
        var labels = ImmutableArray.CreateBuilder<string>();
        for (; text.Here != '{'; text.Skip(lineEnds: false))
            labels.Add(text.Here == '"' ? Label() : text.Name() ?? throw text.Wrong($"block `{type}` has no body"));
        text.At++;
        var body = Body(depth + 1);
        text.Expect("}");
        return new HclBlock(type, labels.DrainToImmutable(), body, line);
    }

    private string Label()
    {
        var start = ++text.At;
        while (!text.IsEnd && text.Here is not ('"' or '\n')) text.At++;
        var label = text.Whole[start..text.At];
        text.Expect("\"");
        return label;
    }

    // Attributes end with their line; the last one of a block may stand before its brace.
    private void EndOfLine()
    {
        text.Skip(lineEnds: false);
        if (text.IsEnd || text.Here is '\n' or '}' || text.Take(",")) return;
        throw text.Wrong($"`{text.Here}` does not belong after a value");
    }
}
