using System.Collections.Immutable;
using System.Security.Cryptography;
using Plumbline.Cel.Types;
using Plumbline.Guardrails.Models;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.ModelFiles;

/// <summary>A file that holds a model, or says so by its name, and what it was judged to be.</summary>
/// <param name="File">The file.</param>
/// <param name="Report">What was seen in it; null where it could not be read.</param>
/// <param name="Sha256">Its hash; empty where it is larger than is hashed.</param>
/// <param name="Reason">Why it could not be read.</param>
internal sealed record ModelFile(EstateFile File, ModelReport? Report, string Sha256, string? Reason)
{
    private const long LargestHashed = 16L << 30;
    private const int MostSigns = 20;

    // Formats that hold anything: by themselves they make no file a model.
    private static readonly string[] Vessels = ["zip", "tar", "gzip", "xz", "lzma", "lz4", "zstd", "bzip2", "zlib", "7z", "rar", "executable", "script"];

    private static readonly string[] Archives = ["zip", "7z", "tar", "gzip", "xz", "lzma", "lz4", "zstd", "bzip2", "rar"];

    // Formats of small texts beside weights, which are said only where something is wrong in them.
    private static readonly string[] Texts = ["model-config", "chat-template"];

    /// <summary>True for a small text beside weights.</summary>
    public bool IsText => Report?.Formats.All(Texts.Contains) == true && Report.Formats.Count > 0;

    /// <summary>The asset that a file is.</summary>
    public static AssetId IdOf(string path) => new(AssetKind.Model, $"file:{path}");

    /// <summary>Judges a file; null where it holds no model and does not say so.</summary>
    public static ModelFile? Read(EstateFile file, CancellationToken token)
    {
        Artifact? artifact = null;
        var isNamed = Candidates.AreNamed(file);
        var isKnown = false;
        try
        {
            artifact = FileArtifact.Open(file);
            if (LfsPointer.Read(artifact) is { } pointer) return isNamed ? pointer.Of(file) : null;
            if (Candidates.AreCode(file) && !Candidates.Disguised(artifact)) return null;
            var isTemplate = Candidates.AreTemplates(file);
            isKnown = isTemplate || Formats.All.Any(f => f.Recognises(artifact));
            if (!isNamed && !isKnown) return null;
            var report = isTemplate ? ModelJudge.Judge(artifact, Formats.Template, Budget.Usual, token) : ModelJudge.Judge(artifact, token: token);
            return isNamed || Matters(report) && !Candidates.AreWords(artifact, report) ? new ModelFile(file, report, Hash(artifact, token), null) : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            if (!isNamed && !isKnown) return null;
            return new ModelFile(file, null, "", artifact is null ? $"`{file.Path}` cannot be opened by this user" : $"`{file.Path}` could not be read to its end: it was changed meanwhile, or its disk fails");
        }
        finally
        {
            (artifact as IDisposable)?.Dispose();
        }
    }

    /// <summary>What is said of the file.</summary>
    public IEnumerable<Claim> Claims()
    {
        var id = IdOf(File.Path);
        var origin = new Origin(ModelFilesCollector.Source, File.Path);
        yield return new Claim(id, "name", Plane.Declared, Value.Of(File.Path), origin, DateTimeOffset.MinValue);
        yield return new Claim(id, "artifact", Plane.Declared, Said(), origin, DateTimeOffset.MinValue);
        yield return new Coverage(ModelFilesCollector.Source, Plane.Declared, new Reach(Asset: id), ["model.artifact"]).ToClaim(origin);
        if (Unread() is { Length: > 0 } unread)
            yield return new Gap(
                ModelFilesCollector.Source, Plane.Declared, Report is null ? GapKind.Unreadable : GapKind.Missing, Reason ?? $"`{File.Path}` was not scanned whole: {unread[0]}",
                "give the model in a format that can be read, without a password, and whole", new Reach(Asset: id), ["model.artifact"]).ToClaim(origin);
    }

    /// <summary>The hash of any file; empty where it cannot be read.</summary>
    public static string Hash(EstateFile file)
    {
        try
        {
            if (file.Length == 0) return Convert.ToHexStringLower(SHA256.HashData([]));
            var artifact = FileArtifact.Open(file);
            using var _ = artifact as IDisposable;
            return Hash(artifact, default);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    // A program in an archive of programs says nothing about models; anything else that is seen does.
    private static bool Matters(ModelReport report) =>
        report.Signs.Any(s => s.Danger >= Danger.Review && s.Kind != "executable") || report.Formats.Concat(report.Inner).Any(f => !Vessels.Contains(f) && !Texts.Contains(f))
        || report.NotScanned.Any(u => !u.Why.EndsWith(Judgement.NoFormat, StringComparison.Ordinal)) && report.Formats.Any(f => Archives.Contains(f) || Texts.Contains(f));

    private static string Hash(Artifact artifact, CancellationToken token)
    {
        if (artifact.Length > LargestHashed) return "";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        for (long at = 0; at < artifact.Length;)
        {
            token.ThrowIfCancellationRequested();
            var piece = artifact.Slice(at, 1 << 16);
            if (piece.Length == 0) return "";
            hash.AppendData(piece);
            at += piece.Length;
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private ImmutableArray<string> Unread() =>
        Report is null ? [Reason!] : [.. Report.NotScanned.Select(u => u.Member.Length > 0 ? $"{u.Why} (`{u.Member}`)" : u.Why).Distinct(StringComparer.Ordinal).Take(MostSigns)];

    private Value Said() => Value.Map(
        ("file", Value.Of(File.Path)), ("format", Value.Of(Report?.Format ?? "unknown")), ("formats", Value.List(Report?.Formats ?? [])),
        ("verdict", Value.Of((Report?.Verdict ?? Verdict.NotScanned).Name())), ("danger", Value.Of((Report?.Danger ?? Danger.Clean).Name())),
        ("signs", Value.List([.. (Report?.Signs ?? []).Where(s => s.Danger >= Danger.Review).Take(MostSigns).Select(Sign)])),
        ("notScanned", Value.List(Unread())), ("sha256", Value.Of(Sha256)), ("size", Value.Of(File.Length)));

    private static Value Sign(Sign sign) => Value.Map(
        ("kind", Value.Of(sign.Kind)), ("danger", Value.Of(sign.Danger.Name())),
        ("place", Value.Of(sign.Member.Length > 0 ? $"{sign.Member} @ {sign.Offset}" : $"@ {sign.Offset}")), ("subject", Value.Of(sign.Subject)), ("why", Value.Of(sign.Why)));
}
