using System.Collections.Immutable;

namespace Plumbline.Cel.Types;

/// <summary>One form of a function: `(string).charAt(int): string` on a receiver, `size(list(A)): int` without; a capital stands for any type.</summary>
public sealed record Signature(string Name, bool IsMember, ImmutableArray<CelType> Parameters, CelType Result)
{
    /// <summary>Reads a form as it is written above.</summary>
    /// <exception cref="FormatException">It is not written so.</exception>
    public static Signature Parse(string text)
    {
        var reader = new TypeText(text);
        var parameters = ImmutableArray.CreateBuilder<CelType>();
        var isMember = reader.Skip('(');
        if (isMember)
        {
            parameters.Add(reader.Type());
            reader.Expect(')');
            reader.Expect('.');
        }

        var name = reader.Until('(');
        reader.Expect('(');
        while (!reader.Skip(')'))
        {
            parameters.Add(reader.Type());
            reader.Skip(',');
        }

        reader.Expect(':');
        return new Signature(name, isMember, parameters.DrainToImmutable(), reader.Type());
    }

    /// <inheritdoc/>
    public override string ToString()
    {
        var rest = string.Join(", ", IsMember ? Parameters.Skip(1) : Parameters);
        return IsMember ? $"({Parameters[0]}).{Name}({rest}): {Result}" : $"{Name}({rest}): {Result}";
    }
}
