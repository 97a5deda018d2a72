using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>Finds the answers among the files of an estate, by what they hold.</summary>
/// <param name="projects">Which project number is which id.</param>
internal sealed class AnswerFiles(GoogleProjects projects)
{
    private const int Largest = 32 << 20;
    private static readonly JsonDocumentOptions Bounded = new() { MaxDepth = 64 };

    /// <summary>The answers, in the order of their files.</summary>
    public List<(Answer Answer, bool IsWhole)> Answers { get; } = [];

    /// <summary>What cannot be read.</summary>
    public List<Claim> Gaps { get; } = [];

    /// <summary>Which project number is which id.</summary>
    public GoogleProjects Projects { get; } = projects;

    /// <summary>Reads one file, if it holds answers.</summary>
    public void Read(EstateFile file)
    {
        if (HandWritten.IsOfEditor(file)) return;
        var head = Utf8Content.Head(file).TrimStart(" \t\r\n"u8);
        if (SaysError(head) is { } error)
        {
            if (Places.IsPlaced(file.Path)) Lose(file, $"holds {error} instead of an answer", Guess(file, head));
            return;
        }

        if (head.IsEmpty || head[0] is not ((byte)'{' or (byte)'[') || IsLog(head)) return;
        var guess = Guess(file, head);
        if (guess is null && !Places.IsPlaced(file.Path)) return;
        try
        {
            using var records = new JsonRecords(file, Largest);
            while (records.Next()) Take(file, records);
            if (records.Broken > 0 && guess is not null && (Places.IsPlaced(file.Path) || !HandWritten.Is(Content.ReadAll(file, out _)))) Lose(file, $"cannot be read whole: {records.Reason}", guess);
            if (records.HasList && !Answers.Exists(a => a.Answer.File == file) && records.Broken == 0) Empty(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            if (guess is not null) Lose(file, "cannot be opened", guess);
        }
    }

    private void Take(EstateFile file, JsonRecords records)
    {
        try
        {
            using var document = JsonDocument.Parse(records.Record, Bounded);
            var root = document.RootElement;
            if (!root.HasOnlyText())
            {
                records.Reject("a text that is no Unicode");
                return;
            }

            if (AnswerKind.Find(root) is { } kind)
            {
                Answers.Add((new Answer(file, kind, root.Clone(), records.HasList ? records.Place : 0), records.HasList));
                return;
            }

            var isLast = root.Text("nextPageToken") is not { Length: > 0 };
            foreach (var wrapped in AnswerKind.All.Where(k => k.List.Length > 0))
            {
                var place = 0;
                foreach (var item in root.Elements(wrapped.List))
                {
                    place++;
                    if (AnswerKind.Find(item) == wrapped) Answers.Add((new Answer(file, wrapped, item.Clone(), place), isLast));
                }
            }
        }
        catch (JsonException)
        {
            records.Reject("no json");
        }
    }

    // An empty list names nothing: only its file's name says of what it is empty.
    private void Empty(EstateFile file)
    {
        if (!file.Name.Contains("template", StringComparison.OrdinalIgnoreCase)) return;
        using var none = JsonDocument.Parse("{}");
        Answers.Add((new Answer(file, AnswerKind.Template, none.RootElement.Clone(), 0), true));
    }

    private static bool IsLog(ReadOnlySpan<byte> head) =>
        head.IndexOf("\"protoPayload\""u8) >= 0 || head.IndexOf("\"logName\""u8) >= 0 || head.IndexOf("\"full_request\""u8) >= 0 || head.IndexOf("\"request_payload\""u8) >= 0;

    private static AnswerKind? Guess(EstateFile file, ReadOnlySpan<byte> head)
    {
        foreach (var kind in AnswerKind.All)
            if (head.IndexOf(Encoding.UTF8.GetBytes(kind.Mark)) >= 0 && (kind.Mark[0] == '"' || head.IndexOf("projects/"u8) >= 0)) return kind;
        if (head.IndexOf("logging.googleapis.com/projects/"u8) >= 0) return AnswerKind.Sink;
        if (head.IndexOf("\"bindings\""u8) >= 0 && head.IndexOf("\"members\""u8) >= 0) return AnswerKind.Policy;
        return Places.IsPlaced(file.Path)
            ? AnswerKind.All.FirstOrDefault(k => k.Api.Split(' ')[1..].All(w => file.Name.Contains(w, StringComparison.OrdinalIgnoreCase))) : null;
    }

    // gcloud writes its errors as text, the APIs as an object.
    private static string? SaysError(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith("ERROR: (gcloud"u8)) return "an error of gcloud";
        var start = head[..Math.Min(head.Length, 200)];
        return start.StartsWith("{"u8) && start.IndexOf("\"error\""u8) is >= 0 and < 8 && start.IndexOf("\"code\""u8) >= 0 ? "an error of the API" : null;
    }

    private void Lose(EstateFile file, string reason, AnswerKind? kind)
    {
        var home = Places.Of(file.Path, ImmutableHashSet<string>.Empty, Projects);
        Gaps.Add(new Gap(
            GoogleSnapshotCollector.Source, Plane.Deployed, GapKind.Unreadable, $"`{file.Path}` {reason}",
            kind is null ? "save the answer again with `--format json`" : $"run `gcloud {kind.Api} --format json` again and save its whole output",
            home.Reach, kind?.Speaks ?? [.. AnswerKind.All.SelectMany(k => k.Speaks).Distinct()])
            .ToClaim(new Origin(GoogleSnapshotCollector.Source, file.Path, Api: kind?.Api)));
    }
}
