namespace Plumbline.Cel.Programs.Nodes;

/// <summary>Picks one node for a shape that would take several.</summary>
internal static class Fusion
{
    public static Node Equal(Node left, Node right, bool isNegated) => new Equality(left, right, isNegated);

    public static Node Ordered(Node left, Node right, Order order, string function) => new Ordering(left, right, order, function);

    public static Node In(Node element, Node container) => new Membership(element, container);

    public static Node All(Node source, int local, bool hasTwo, Node body) => new Quantifier(source, local, hasTwo, body, isAll: true);
}
