namespace Plumbline.Collectors.Declared.Infrastructure.Terraform;

/// <summary>Operators on values that may not be known.</summary>
internal static class Operations
{
    public static Term Of(char sign, Term operand) => (sign, operand) switch
    {
        (_, OpenTerm open) => open with { IsSet = false },
        ('!', _) when operand.AsFlag is { } flag => Term.Of(!flag),
        ('-', NumberTerm number) => Term.Of(-number.Number),
        _ => Term.Open($"`{sign}`"),
    };

    public static Term Of(string sign, Term left, Term right)
    {
        if (sign is "&&" or "||") return Logic(sign == "||", left, right);
        if (left.Unknown is { } open || right.Unknown is { } && (open = right.Unknown) is not null)
            return sign is "==" or "!=" && IsNullTest(left, right) is { } same ? Term.Of(same == (sign == "==")) : open! with { IsSet = false };
        return (sign, left, right) switch
        {
            ("==", _, _) => Term.Of(Term.Same(left, right)),
            ("!=", _, _) => Term.Of(!Term.Same(left, right)),
            (_, NumberTerm a, NumberTerm b) => Numbers(sign, a.Number, b.Number),
            _ => Term.Open($"`{sign}`"),
        };
    }

    // What is certainly there is not null, whatever it is.
    private static bool? IsNullTest(Term left, Term right) => (left, right) switch
    {
        (OpenTerm { IsSet: true }, NullTerm) or (NullTerm, OpenTerm { IsSet: true }) => false,
        _ => null,
    };

    // One side alone may settle it: false && unknown is false.
    private static Term Logic(bool settling, Term left, Term right)
    {
        if (left.AsFlag == settling || right.AsFlag == settling) return Term.Of(settling);
        if (left.AsFlag is not null && right.AsFlag is not null) return Term.Of(!settling);
        return (left as OpenTerm ?? right as OpenTerm) is { } open ? open with { IsSet = false } : Term.Open("a condition");
    }

    private static Term Numbers(string sign, double a, double b) => sign switch
    {
        "+" => Term.Of(a + b),
        "-" => Term.Of(a - b),
        "*" => Term.Of(a * b),
        "/" => b == 0 ? Term.Open("a division by zero") : Term.Of(a / b),
        "%" => b == 0 ? Term.Open("a division by zero") : Term.Of(a % b),
        "<" => Term.Of(a < b),
        "<=" => Term.Of(a <= b),
        ">" => Term.Of(a > b),
        _ => Term.Of(a >= b),
    };
}
