using System.Text.Encodings.Web;
using System.Text.Json;
using Plumbline.Guardrails.Pii;

namespace Plumbline.Bench.Texts;

/// <summary>Is personal data found exactly where somebody else's label has it?</summary>
internal static class PiiVectors
{
    private static readonly Dictionary<string, string> Others = new(StringComparer.Ordinal)
    {
        ["CREDIT_CARD"] = "payment-card", ["CRYPTO"] = "crypto-address", ["IP_ADDRESS"] = "ip-address", ["MAC_ADDRESS"] = "mac-address", ["EMAIL_ADDRESS"] = "email", ["PHONE_NUMBER"] = "phone", ["IBAN_CODE"] = "iban",
        ["TR_PHONE_NUMBER"] = "tr-phone", ["MEDICAL_LICENSE"] = "us-dea", ["US_BANK_NUMBER"] = "us-bank-account", ["DE_KFZ"] = "de-license-plate", ["PH_MOBILE_NUMBER"] = "ph-mobile", ["US_DRIVER_LICENSE"] = "us-driver-license", ["ABA_ROUTING_NUMBER"] = "us-routing-number",
        ["SG_NRIC_FIN"] = "sg-nric", ["IT_VAT_CODE"] = "it-vat", ["FI_PERSONAL_IDENTITY_CODE"] = "fi-hetu", ["ZA_ID_NUMBER"] = "za-id", ["DE_PLZ"] = "de-postcode", ["DE_HANDELSREGISTER"] = "de-commercial-register", ["DE_FUEHRERSCHEIN"] = "de-driving-licence", ["DATE_TIME"] = "date-time", ["URL"] = "url", ["DOMAIN_NAME"] = "url",
    };

    /// <summary>Prints precision, recall and F1 of exact positions, by kind.</summary>
    /// <param name="file">One JSON object a line: `text`, `entity`, `spans` with `start` and `end` in code points.</param>
    /// <param name="misses">True to print every text that is judged otherwise.</param>
    public static void Score(string file, bool misses)
    {
        var rows = File.ReadLines(file).Where(l => l.Length > 0).Select(Row.Parse).ToList();
        foreach (var (name, profile) in new (string, Func<Row, PiiProfile>)[] { ("the kind is expected, as in a column of it", r => PiiProfile.Expecting(r.Kind)), ("every kind, only the labelled one counts", _ => PiiProfile.Complete) })
        {
            var all = new Score();
            Console.WriteLine(name + ": entity, right, wrong, missed, precision, recall, F1");
            foreach (var group in rows.GroupBy(r => r.Entity).OrderBy(g => g.Key, StringComparer.Ordinal))
            {
                var score = group.Aggregate(new Score(), (s, r) => s + Of(r, profile(r)));
                Console.WriteLine($"  {group.Key,-28} {score}");
                all += score;
            }

            Console.WriteLine($"  {"all",-28} {all}");
            if (misses) rows.Where(r => Of(r, profile(r)) is { Wrong: > 0 } or { Missed: > 0 }).ToList().ForEach(r => Print(r, profile(r)));
        }
    }

    private static Score Of(Row row, PiiProfile profile)
    {
        var found = PiiScanner.Find(row.Text, profile).Where(m => m.Kind == row.Kind).Select(m => (m.Start, m.Length)).ToHashSet();
        var right = row.Spans.Count(found.Contains);
        return new Score(right, found.Count - right, row.Spans.Count - right);
    }

    private static void Print(Row row, PiiProfile profile) =>
        Console.WriteLine($"    {row.Entity} {JsonEncodedText.Encode(row.Text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)} labelled {string.Join(' ', row.Spans)} found {string.Join(' ', PiiScanner.Find(row.Text, profile).Select(m => $"{m.Kind}({m.Start}, {m.Length})"))}");

    private sealed record Row(string Text, string Entity, string Kind, HashSet<(int Start, int Length)> Spans)
    {
        public static Row Parse(string line)
        {
            using var json = JsonDocument.Parse(line);
            var root = json.RootElement;
            var (text, entity) = (root.GetProperty("text").GetString()!, root.GetProperty("entity").GetString()!);
            var spans = root.GetProperty("spans").EnumerateArray().Select(s => (At(text, s.GetProperty("start").GetInt32()), At(text, s.GetProperty("end").GetInt32()))).Select(s => (s.Item1, s.Item2 - s.Item1)).ToHashSet();
            return new Row(text, entity, Others.GetValueOrDefault(entity, entity.ToLowerInvariant().Replace('_', '-')), spans);
        }

        private static int At(string text, int codePoints)
        {
            var at = 0;
            for (; codePoints > 0 && at < text.Length; codePoints--) at += char.IsSurrogatePair(text, at) ? 2 : 1;
            return at;
        }
    }
}
