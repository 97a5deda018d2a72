using System.Text.RegularExpressions;
using Plumbline.Collectors.Declared.DataFiles.Tables;
using Plumbline.Collectors.Files;
using Plumbline.Guardrails.Pii;
using Plumbline.Guardrails.Secrets;

namespace Plumbline.Collectors.Declared.DataFiles;

/// <summary>Counts in how many records of a sample each kind of personal data and secret stands, by column.</summary>
internal sealed class Tally
{
    private const int MostColumns = 2000;
    private const int LongestText = 32 << 10;
    private const int EnoughOfForm = 80;
    private readonly Dictionary<string, Column> columns = new(StringComparer.Ordinal);
    private int records;

    /// <summary>The columns met, sorted.</summary>
    public IEnumerable<string> Columns => columns.Keys.Order(StringComparer.Ordinal);

    /// <summary>Counts a record.</summary>
    public void Add(IReadOnlyList<Cell> record)
    {
        records++;
        foreach (var (name, text) in record)
        {
            if (!columns.TryGetValue(name, out var column))
            {
                if (columns.Count == MostColumns) continue;
                columns[name] = column = new Column(name);
            }

            column.Add(text.Length > LongestText ? text[..LongestText] : text, records);
        }
    }

    /// <summary>What was found, by column and kind.</summary>
    public IEnumerable<Holding> Holdings() => columns.OrderBy(c => c.Key, StringComparer.Ordinal).SelectMany(c => c.Value.Holdings());

    private sealed class Column
    {
        private readonly string name;
        private readonly string context;
        private readonly (string Kind, Regex Form)? named;
        private readonly SortedDictionary<string, (bool IsSecret, int Count, int Last)> kinds = new(StringComparer.Ordinal);
        private int filled;
        private int formed;

        public Column(string name)
        {
            this.name = name;
            context = ColumnNames.Words(name) + ": ";
            named = ColumnNames.Of(name);
        }

        public void Add(string text, int record)
        {
            filled++;
            if (named is { } n && text.Length <= 400 && n.Form.IsMatch(text)) formed++;
            // Addresses of machines say little of persons, and data is full of them. What the column is called is the words that stand before the value.
            var whole = context + text;
            foreach (var match in PiiScanner.Find(whole.AsSpan(), PiiProfile.AtRest)) if (match.Start >= context.Length && match.Kind is not ("ip-address" or "mac-address")) Count(match.Kind, false, record);
            foreach (var match in SecretScanner.Find(whole.AsSpan())) if (match.Start >= context.Length && match.Certainty != Certainty.Named) Count(match.Kind, true, record);
        }

        public IEnumerable<Holding> Holdings()
        {
            foreach (var (kind, (isSecret, count, _)) in kinds)
                yield return new Holding(name, kind, isSecret ? RecordClasses.Secrets : RecordClasses.OfPersonal(kind), "value", count);
            if (named is not { } n || kinds.ContainsKey(n.Kind)) yield break;
            var isFormed = filled > 0 && formed * 100 >= filled * EnoughOfForm;
            yield return new Holding(name, n.Kind, RecordClasses.OfPersonal(n.Kind), isFormed ? "form" : "name", isFormed ? formed : 0);
        }

        // A record counts once, however often a kind stands in it.
        private void Count(string kind, bool isSecret, int record)
        {
            var (_, count, last) = kinds.GetValueOrDefault(kind);
            if (last != record) kinds[kind] = (isSecret, count + 1, record);
        }
    }
}

/// <summary>A kind of data in a column.</summary>
/// <param name="Column">The column.</param>
/// <param name="Kind">The kind.</param>
/// <param name="Class">Its class.</param>
/// <param name="Proof">value, form or name.</param>
/// <param name="Records">Records of the sample.</param>
internal sealed record Holding(string Column, string Kind, string Class, string Proof, int Records);
