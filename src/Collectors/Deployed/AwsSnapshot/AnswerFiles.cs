using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.AwsSnapshot;

/// <summary>Finds the answers among the files of an estate: by their keys, and where they cannot be read, by their place.</summary>
internal static class AnswerFiles
{
    private const int MostDocuments = 10_000;
    private const string LoggingOperation = "get-model-invocation-logging-configuration";

    // Keys that many files have: alone they do not tell that a broken one was an answer.
    private static readonly HashSet<string> Everyday = new(StringComparer.Ordinal) { "version", "models" };

    /// <summary>The answers of one file; what cannot be read is added to <paramref name="gaps"/>.</summary>
    public static List<Answer> Read(EstateFile file, List<Claim> gaps)
    {
        if (HandWritten.IsOfEditor(file)) return [];
        var named = Places.IsNamedAsAnswer(file.Name) ? AnswerKind.Named(file.Name) : null;
        var isPlaced = named is not null || (Places.IsUnderAccount(file.Path) && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));
        var head = Heads.KeysOf(Content.Head(file), out var isJson);
        if (named?.Operation == "lookup-events" && !head.Contains("Error")) return [];
        var guess = AnswerKind.Keyed.FirstOrDefault(k => k.Keys.All(head.Contains)) ?? AnswerKind.Keyed.FirstOrDefault(k => k.Keys.Any(head.Contains));
        if (guess is null && head.Contains("UserDetailList")) guess = AnswerKind.Named("get-account-authorization-details"); // its roles lie far behind the head
        if (head.Contains("Records") || head.Contains("schemaType") || head.Contains("evalId") || (head.Contains("eval") && head.Contains("status"))) return [];
        if (guess is null && (!isPlaced || (isJson && named is null))) return [];

        var bytes = Content.ReadAll(file, out var reason);
        if (reason is null && named?.Operation is LoggingOperation or "get-bucket-versioning" && bytes.AsSpan().Trim(" \t\r\n"u8).IsEmpty) bytes = "{}"u8.ToArray();
        if (reason is null && named is not null && Refusals.SaysNone(named, SaysError(bytes))) bytes = "{}"u8.ToArray();
        var answers = Documents(file, bytes, named, gaps, ref reason);
        var isAnswer = named is not null || ((isPlaced || (guess is { IsTelling: true } && guess.Keys.Any(k => head.Contains(k) && !Everyday.Contains(k)))) && !HandWritten.Is(bytes));
        if (reason is not null && isAnswer) gaps.Add(Unreadable(file, named ?? guess, reason));
        return answers;
    }

    private static List<Answer> Documents(EstateFile file, byte[] bytes, AnswerKind? named, List<Claim> gaps, ref string? reason)
    {
        var answers = new List<Answer>();
        if (!IsText(bytes))
        {
            reason ??= $"`{file.Path}` is not UTF-8 text";
            return answers;
        }

        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = 64, AllowMultipleValues = true });
        var place = Places.Of(file.Path);
        try
        {
            var any = false;
            for (var read = 0; reader.Read(); read++)
            {
                if (read == MostDocuments)
                {
                    reason ??= $"`{file.Path}` holds more than {MostDocuments} answers";
                    break;
                }

                any = true;
                var document = JsonDocument.ParseValue(ref reader);
                if (!document.RootElement.HasOnlyText())
                {
                    reason ??= $"`{file.Path}` holds a text that is no Unicode";
                    continue;
                }

                var pages = document.RootElement.ValueKind == JsonValueKind.Array ? document.RootElement.EnumerateArray().ToArray() : [document.RootElement];
                foreach (var page in pages)
                {
                    if (KindOf(page, named) is { } kind) answers.Add(new Answer(file, kind, page, place));
                    else if (named is not null) reason ??= Cut(file, page, named);
                }

                if (named is not null) gaps.AddRange(from page in pages let code = Refusals.CodeOf(page) where code is not null && !Refusals.SaysNone(named, code) select Refusals.Gap(file, named, page, code));
            }

            if (!any) reason ??= $"`{file.Path}` is empty: the command may have failed";
        }
        catch (JsonException e)
        {
            reason ??= SaysError(bytes) is { } error
                ? $"`{file.Path}` holds the error `{error}` instead of an answer"
                : $"`{file.Path}` is not json at line {(e.LineNumber ?? 0) + 1}";
        }

        return answers;
    }

    private static AnswerKind? KindOf(JsonElement page, AnswerKind? named) =>
        AnswerKind.Find(page)
        ?? (named is not null && (IsNone(page, named) || named.IsByName(page) || Refusals.SaysNone(named, Refusals.CodeOf(page))) ? named : null);

    // Part of an answer, as `--query` leaves it: it has keys of its kind, and not those that say whose answer it is.
    private static string? Cut(EstateFile file, JsonElement page, AnswerKind named)
    {
        if (page.ValueKind != JsonValueKind.Object || !named.Keys.Any(k => page.TryGetProperty(k, out _))) return null;
        var missing = named.Keys.Where(k => !page.TryGetProperty(k, out _)).Select(k => $"`{k}`").ToList();
        return $"`{file.Path}` is not the whole answer of `{named.Operation}`: {(missing.Count > 0 ? string.Join(" and ", missing) : "what it is about")} {(missing.Count > 1 ? "are" : "is")} missing";
    }

    private static bool IsNone(JsonElement page, AnswerKind named) =>
        (named.Operation == LoggingOperation || Refusals.MaySayNone(named)) && page.ValueKind == JsonValueKind.Object && !page.EnumerateObject().Any(p => p.Name != "ResponseMetadata");

    private static bool IsText(byte[] bytes) => Utf8.IsValid(bytes);

    private static string? SaysError(byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 400)));
        var start = text.IndexOf("An error occurred (", StringComparison.Ordinal);
        var end = start < 0 ? -1 : text.IndexOf(')', start);
        var error = end < 0 ? "" : text[(start + 19)..end];
        return error.Length is > 0 and < 80 && error.All(char.IsAsciiLetterOrDigit) ? error : null;
    }

    private static Claim Unreadable(EstateFile file, AnswerKind? kind, string reason)
    {
        var home = Places.Of(file.Path);
        var fix = kind is null ? "save the answer again with `--output json`" : $"run `aws {kind.Api} --output json` again and save its whole output";
        return new Gap(AwsSnapshotCollector.Source, Plane.Deployed, GapKind.Unreadable, reason, fix, home.Reach, kind?.Speaks ?? [])
            .ToClaim(new Origin(AwsSnapshotCollector.Source, file.Path, Api: kind?.Api));
    }
}
