using System.Collections.Immutable;

namespace Plumbline.Collectors.Declared.Infrastructure.Bicep;

/// <summary>An expression of a Bicep file.</summary>
/// <param name="Line">1-based.</param>
public abstract record Node(int Line)
{
    /// <summary>What it is made of, one level deep; the resources inside an object are not among them.</summary>
    public IEnumerable<Node> Inner => this switch
    {
        TextNode text => text.Parts,
        AccessNode access => [access.Of, access.Key],
        CallNode call => call.Of is { } of ? call.Arguments.Prepend(of) : call.Arguments,
        OperatorNode operation => operation.Right is { } right ? [operation.Left, right] : [operation.Left],
        ChoiceNode choice => [choice.Condition, choice.Then, choice.Otherwise],
        ObjectNode map => map.Entries.SelectMany(e => e.Key is { } key ? (Node[])[key, e.Value] : [e.Value]),
        ListNode list => list.Items,
        LoopNode loop => [loop.Source, loop.Body],
        IfNode branch => [branch.Condition, branch.Body],
        LambdaNode lambda => [lambda.Body],
        _ => [],
    };
}

/// <summary>A text without holes, a number, true, false or null.</summary>
public sealed record LiteralNode(Term Value, int Line) : Node(Line);

/// <summary>A text with holes.</summary>
public sealed record TextNode(ImmutableArray<Node> Parts, int Line) : Node(Line);

/// <summary>A name of a parameter, variable, resource, module or loop.</summary>
public sealed record NameNode(string Name, int Line) : Node(Line);

/// <summary>`of.key`, `of[key]`, `of::key`; `of.?key` and `of[?key]` of nothing is nothing, `of[^1]` counts from the end.</summary>
public sealed record AccessNode(Node Of, Node Key, int Line, bool IsSafe = false, bool IsFromEnd = false) : Node(Line);

/// <summary>A call of a function; of a function of something where <paramref name="Of"/> is not null.</summary>
public sealed record CallNode(Node? Of, string Name, ImmutableArray<Node> Arguments, int Line) : Node(Line);

/// <summary>`!x`, `-x`, and two operands.</summary>
public sealed record OperatorNode(string Operator, Node Left, Node? Right, int Line) : Node(Line);

/// <summary>`condition ? then : otherwise`.</summary>
public sealed record ChoiceNode(Node Condition, Node Then, Node Otherwise, int Line) : Node(Line);

/// <summary>An object, with the resources that are declared inside; a null key spreads its value.</summary>
public sealed record ObjectNode(ImmutableArray<(Node? Key, Node Value)> Entries, ImmutableArray<Declaration> Resources, int Line) : Node(Line)
{
    /// <summary>What is written for a key; null where nothing is.</summary>
    public Node? Written(string name) => Entries.FirstOrDefault(e => e.Key is LiteralNode { Value: TextTerm { Text: var key } } && key == name).Value;
}

/// <summary>A list.</summary>
public sealed record ListNode(ImmutableArray<Node> Items, int Line) : Node(Line);

/// <summary>`[for item in source: body]`.</summary>
public sealed record LoopNode(string Item, string? Index, Node Source, Node Body, int Line) : Node(Line);

/// <summary>`if (condition) body`.</summary>
public sealed record IfNode(Node Condition, Node Body, int Line) : Node(Line);

/// <summary>`(a, b) => body`.</summary>
public sealed record LambdaNode(ImmutableArray<string> Names, Node Body, int Line) : Node(Line);

/// <summary>What a file declares.</summary>
/// <param name="Kind">`param`, `var`, `resource`, `module`, `output`, `using`, `extends`.</param>
/// <param name="Name">Its symbol.</param>
/// <param name="Of">A resource's type with version, a module's file; else empty.</param>
/// <param name="IsExisting">A resource that this file does not make.</param>
/// <param name="Value">Its value, a parameter's default; null where it has none.</param>
/// <param name="Line">1-based.</param>
/// <param name="IsNullable">A parameter whose type ends with `?`: nobody has to give it.</param>
public sealed record Declaration(string Kind, string Name, string Of, bool IsExisting, Node? Value, int Line, bool IsNullable = false);
