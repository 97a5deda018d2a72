using System.Text.Json;
using Plumbline.Guardrails.Models.Texts;

namespace Plumbline.Guardrails.Models.Safetensors;

/// <summary>Safetensors: the length of a header, the header in JSON, then the bytes of the tensors and nothing else. Only the header is read.</summary>
public sealed class SafetensorsFormat : IFormat
{
    private const int Head = 8;
    private const int LargestHeader = 100_000_000;   // what the reference implementation reads

    /// <inheritdoc/>
    public string Name => "safetensors";

    /// <inheritdoc/>
    public bool Recognises(Artifact artifact)
    {
        var length = artifact.Int64(0);
        if (length < 2 || artifact.Byte(Head) != '{' || length > 1L << 40) return false;
        var head = artifact.Slice(Head, (int)Math.Min(length, 1 << 16));
        return head.IndexOf("\"data_offsets\""u8) >= 0 || head.IndexOf("\"__metadata__\""u8) >= 0 || head.TrimEnd(" "u8).SequenceEqual("{}"u8);
    }

    /// <inheritdoc/>
    public void Judge(Artifact artifact, Judgement judgement)
    {
        var length = artifact.Int64(0);
        if (length > LargestHeader)
        {
            judgement.Sign("malformed-header", Danger.Review, 0, "header length", "the header is longer than loaders accept");
            judgement.NotScanned("the header is longer than 100 MB");
            return;
        }

        if (length > artifact.Length - Head)
        {
            judgement.Sign("malformed-header", Danger.Review, 0, "header length", "the header reaches behind the end of the file");
            judgement.NotScanned("the header is cut off");
        }

        if (!judgement.Step(length)) return;
        var tensors = new TensorTable(artifact.Length - Head - length);
        try
        {
            Header(artifact.Slice(Head, (int)length).ToArray(), tensors, judgement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            judgement.Sign("malformed-header", Danger.Review, Head, "header", "the header is not JSON that loaders agree on");
            judgement.NotScanned("the header does not parse", Head);
            return;
        }

        tensors.Judge(Head + length, judgement);
        if (tensors.End < artifact.Length - Head - length) judgement.Hidden(artifact, Head + length + tensors.End);
    }

    private static void Header(byte[] header, TensorTable tensors, Judgement judgement)
    {
        var reader = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 16 });
        var names = new HashSet<string>(StringComparer.Ordinal);
        reader.Read();
        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var (name, at) = (reader.GetString()!, Head + reader.TokenStartIndex);
            if (!names.Add(name)) judgement.Sign("duplicate-name", Danger.Review, at, name, "it is said twice, and loaders differ in which one counts");
            reader.Read();
            if (name == "__metadata__") Metadata(ref reader, judgement);
            else Tensor(ref reader, name, at, tensors, judgement);
        }

        judgement.Fact("tensors", $"{tensors.Count}");
    }

    private static void Metadata(ref Utf8JsonReader reader, Judgement judgement)
    {
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var (name, at) = (reader.GetString()!, Head + reader.TokenStartIndex);
            reader.Read();
            if (reader.TokenType is JsonTokenType.String && reader.GetString() is { } value)
            {
                judgement.Fact($"metadata {name}", value);
                MetadataTexts.Judge(name, value, at, judgement);
            }
            else reader.Skip();
        }
    }

    private static void Tensor(ref Utf8JsonReader reader, string name, long at, TensorTable tensors, Judgement judgement)
    {
        var (type, begin, end, values) = ("", -1L, -1L, 1L);
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            judgement.Sign("malformed-header", Danger.Review, at, name, "it is no tensor");
            reader.Skip();
            return;
        }

        while (reader.Read() && reader.TokenType is JsonTokenType.PropertyName)
        {
            var isShape = reader.ValueTextEquals("shape"u8);
            if (reader.ValueTextEquals("dtype"u8) && reader.Read()) type = reader.TokenType is JsonTokenType.String ? reader.GetString()! : "";
            else if (isShape || reader.ValueTextEquals("data_offsets"u8))
            {
                var numbers = Numbers(ref reader);
                if (isShape) foreach (var number in numbers) values = number >= 0 && values <= long.MaxValue / Math.Max(1, number) ? values * number : -1;
                else if (numbers is [var b, var e]) (begin, end) = (b, e);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        tensors.Add(name, at, begin, end, TensorTable.Bits(type) is var bits and > 0 && values >= 0 && values < long.MaxValue / 64 ? (values * bits + 7) / 8 : -1);
        judgement.Step();
    }

    private static List<long> Numbers(ref Utf8JsonReader reader)
    {
        var numbers = new List<long>();
        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartArray) reader.Skip();
        else while (reader.Read() && reader.TokenType is not JsonTokenType.EndArray)
        {
            if (numbers.Count < 64) numbers.Add(reader.TokenType is JsonTokenType.Number && reader.TryGetInt64(out var number) ? number : -1);
            reader.Skip();
        }

        return numbers;
    }
}
