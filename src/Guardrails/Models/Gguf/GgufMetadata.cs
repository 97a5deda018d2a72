using System.Globalization;
using Plumbline.Guardrails.Models.Templates;
using Plumbline.Guardrails.Models.Texts;

namespace Plumbline.Guardrails.Models.Gguf;

/// <summary>The keys and values of a GGUF file.</summary>
internal sealed class GgufMetadata(GgufReader reader, Judgement judgement)
{
    private const int MostEntries = 1 << 16;
    private const int LongestKey = 1 << 16;
    private const int LongestText = 4 << 20;
    private const int Text = 8;
    private const int List = 9;
    private const int Deepest = 8;

    /// <summary>Bytes to which tensors are aligned.</summary>
    public long Alignment { get; private set; } = 32;

    /// <summary>Reads all of it; false where that was not possible.</summary>
    public bool Read()
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        for (long i = 0; i < reader.Entries && !reader.IsBroken; i++)
        {
            if (!judgement.Step()) return false;
            if (i == MostEntries)
            {
                judgement.NotScanned("it says that it has more metadata than is looked at", reader.At);
                return false;
            }

            var at = reader.At;
            var key = reader.Text(LongestKey);
            if (key is null) reader.Break("a key is longer than keys may be");
            else if (!keys.Add(key)) judgement.Sign("duplicate-name", Danger.Review, at, key, "it is said twice, and loaders differ in which one counts");
            Value(key ?? "", (int)reader.Number(4), 0);
        }

        return !reader.IsBroken;
    }

    private static int Size(int type) => type switch { 0 or 1 or 7 => 1, 2 or 3 => 2, 4 or 5 or 6 => 4, 10 or 11 or 12 => 8, _ => 0 };

    private void Value(string key, int type, int depth)
    {
        if (reader.IsBroken) return;
        if (type == Text) OfText(key, depth);
        else if (type == List) OfList(key, depth);
        else if (Size(type) is var size and > 0)
        {
            var number = reader.Number(size);
            if (key == "general.alignment" && depth == 0) Alignment = number is > 0 and <= 1 << 20 ? (long)number : 0;
        }
        else reader.Break("a value is of a type that there is not");
    }

    private void OfList(string key, int depth)
    {
        var type = (int)reader.Number(4);
        var count = reader.Count();
        if (depth >= Deepest) reader.Break("lists lie in lists without end");
        else if (Size(type) is var size and > 0)
        {
            if (count > (reader.Length - reader.At) / size) reader.Break("a list is longer than the file");
            else reader.Skip(count * size);
        }
        else for (long i = 0; i < count && !reader.IsBroken && judgement.Step(); i++) Value(key, type, depth + 1);
    }

    private void OfText(string key, int depth)
    {
        var at = reader.At;
        // The tokens of a vocabulary are words of languages, not texts.
        if (depth > 0 && key.StartsWith("tokenizer.ggml.", StringComparison.Ordinal))
        {
            reader.Skip(reader.Count());
            return;
        }

        var text = reader.Text(LongestText);
        if (reader.IsBroken) return;
        if (text is null)
        {
            judgement.NotScanned(string.Create(CultureInfo.InvariantCulture, $"a text of its metadata is longer than {LongestText >> 20} MiB"), at);
            return;
        }

        if (key.StartsWith("general.", StringComparison.Ordinal) && text.Length < 1024) judgement.Fact(key, text);
        if (key.Contains("template", StringComparison.Ordinal))
        {
            judgement.Fact("template", key);
            TemplateJudge.Judge(text, at, judgement);
        }
        else MetadataTexts.Judge(key, text, at, judgement);
    }
}
