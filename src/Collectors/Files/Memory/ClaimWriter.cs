using System.Text;
using Plumbline.Cel.Types;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files.Memory;

/// <summary>Writes claims as bytes that <see cref="ClaimReader"/> of the same program reads back; each text once.</summary>
internal sealed class ClaimWriter(Stream to) : IDisposable
{
    private readonly BinaryWriter writer = new(to, Encoding.UTF8, leaveOpen: true);
    private readonly Dictionary<string, int> texts = new(StringComparer.Ordinal);

    /// <summary>Path and content of the files that were read.</summary>
    public void Write(IReadOnlyDictionary<string, string> opened)
    {
        writer.Write(opened.Count);
        foreach (var (path, content) in opened.OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            writer.Write(path);
            writer.Write(content);
        }
    }

    /// <summary>The claims, in their order.</summary>
    /// <exception cref="NotSupportedException">A value is of a kind that is not kept.</exception>
    public void Write(IReadOnlyCollection<Claim> claims)
    {
        writer.Write(claims.Count);
        foreach (var claim in claims)
        {
            writer.Write7BitEncodedInt((int)claim.Subject.Kind);
            Text(claim.Subject.Key);
            Text(claim.Property);
            writer.Write7BitEncodedInt((int)claim.Plane);
            Write(claim.Value);
            Text(claim.Origin.Source);
            Text(claim.Origin.File);
            writer.Write7BitEncodedInt(claim.Origin.Line);
            Text(claim.Origin.Event);
            Text(claim.Origin.Api);
            writer.Write(claim.Time.UtcTicks);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => writer.Dispose();

    private void Write(Value value)
    {
        writer.Write((byte)value.Kind);
        switch (value.Kind)
        {
            case ValueKind.Null: break;
            case ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.Double: writer.Write(value.Bits); break;
            case ValueKind.String: Text(value.AsString); break;
            case ValueKind.Timestamp when value.AsBoxed is Timestamp time:
                writer.Write(time.Seconds);
                writer.Write(time.Nanos);
                break;
            case ValueKind.List when value.AsList is { } list:
                writer.Write(list.IsPartial);
                writer.Write7BitEncodedInt(list.Items.Length);
                foreach (var item in list.Items) Write(item);
                break;
            case ValueKind.Map when value.AsMap is { } map:
                writer.Write7BitEncodedInt(map.Count);
                for (var i = 0; i < map.Count; i++)
                {
                    Write(map.Keys[i]);
                    Write(map.Values[i]);
                }

                break;
            default: throw new NotSupportedException($"a {value.Kind} is not kept");
        }
    }

    // 0 is no text, 1 a new one, then those met before in their order.
    private void Text(string? text)
    {
        if (text is null) writer.Write7BitEncodedInt(0);
        else if (texts.TryGetValue(text, out var known)) writer.Write7BitEncodedInt(known);
        else
        {
            texts[text] = texts.Count + 2;
            writer.Write7BitEncodedInt(1);
            writer.Write(text);
        }
    }
}
