using System.Text;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Deployed.PromptStores;

/// <summary>Finds answers of prompt stores among the files of an estate by their keys: documents, lists of them, one object a line.</summary>
internal static class StoreFiles
{
    private const int LargestDoubtful = 1 << 20;
    private static readonly string[][] Marks =
    [
        [":prompt/", "\"variants\""], ["\"promptSummaries\""], ["mlflow.prompt."], ["\"prompt_version"], ["\"labels\"", "\"prompt\"", "\"version\""], ["\"labels\"", "\"versions\"", "\"lastUpdatedAt\""],
        ["\"template\"", "\"version\"", "\"aliases\""], ["\"template\"", "\"version\"", "\"commit_message\""],
    ];

    // Words that stores share with nobody: a broken file that has them is one of theirs.
    private static readonly string[][] Telling = [[":prompt/", "\"templateConfiguration\""], ["\"promptSummaries\""], ["mlflow.prompt.is_prompt"], ["\"labels\"", "\"prompt\"", "\"commitMessage\""], ["\"labels\"", "\"prompt\"", "\"resolutionGraph\""], ["\"labels\"", "\"prompt\"", "\"isActive\""]];

    /// <summary>Adds the versions of one file; a gap where it is a store's and cannot be read.</summary>
    public static Claim? Read(EstateFile file, PromptBook book)
    {
        if (HandWritten.IsOfEditor(file)) return null;
        var bytesOfHead = Content.Head(file);
        if (bytesOfHead.IndexOf("prompt"u8) < 0 && bytesOfHead.IndexOf("\"template\""u8) < 0 && bytesOfHead.IndexOf((byte)0) < 0 && bytesOfHead.IndexOf("\"labels\""u8) < 0 && bytesOfHead.IndexOf("\"tags\""u8) < 0) return null;
        var head = Encoding.UTF8.GetString(bytesOfHead).Replace("\0", "", StringComparison.Ordinal);
        if (head.TrimStart('\uFEFF', '\uFFFD', ' ', '\t', '\r', '\n') is not ['{' or '[', ..] || !MayHold(file, head, out var bytes, out var reason)) return null;
        var before = book.Count;
        reason = JsonDocuments.Each(file, bytes, d => book.Add(d, file.Path)) is { } broken ? reason ?? broken : reason;
        return reason is not null && (book.Count > before || Any(Telling, head)) ? Unreadable(file, reason) : null;
    }

    // A long prompt pushes the keys behind it out of the head.
    private static bool MayHold(EstateFile file, string head, out byte[] bytes, out string? reason)
    {
        (bytes, reason) = ([], null);
        var isLikely = Any(Marks, head);
        if (!isLikely && !(head.Contains("\"prompt\"", StringComparison.Ordinal) || head.Contains("\"variants\"", StringComparison.Ordinal) || head.Contains("\"tags\"", StringComparison.Ordinal) || head.Contains("\"template\"", StringComparison.Ordinal))) return false;
        if (!isLikely && file.Length > LargestDoubtful) return false;
        bytes = Content.ReadAll(file, out reason);
        return isLikely || Any(Marks, Encoding.UTF8.GetString(bytes));
    }

    private static bool Any(string[][] marks, string text) => marks.Any(all => all.All(m => text.Contains(m, StringComparison.Ordinal)));

    private static Claim Unreadable(EstateFile file, string reason) => new Gap(
        PromptStoresCollector.Source, Plane.Deployed, GapKind.Unreadable, reason, "export the answer of the prompt store again and save it whole",
        Reach.Everything, PromptStoresCollector.Speaks).ToClaim(new Origin(PromptStoresCollector.Source, file.Path));
}
