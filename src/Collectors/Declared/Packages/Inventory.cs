using Plumbline.Collectors.Declared.Packages.Manifests;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>Reads every manifest and lock file of an estate, each once, and the files that they include.</summary>
internal sealed class Inventory
{
    private const int MostFiles = 20_000;
    private const int MostLines = 2_000_000;
    private readonly Dictionary<string, EstateFile> files;
    private readonly HashSet<(string Path, Part Part)> seen = [];

    public Inventory(Scope scope) => files = scope.Files.ToDictionary(f => f.Path, StringComparer.Ordinal);

    /// <summary>Files that were read, with their kind.</summary>
    public List<(string Path, ManifestFile Kind)> Read { get; } = [];

    /// <summary>Every line, with the file it stands in.</summary>
    public List<(string File, Dependency Line)> Lines { get; } = [];

    /// <summary>Files that could not be read, or not whole, and why.</summary>
    public List<(string File, string Reason)> Problems { get; } = [];

    public void Take(Scope scope, CancellationToken cancellation)
    {
        // Constraint files are reached by the files that name them, or by their own names; what includes comes first so that its say counts.
        foreach (var file in scope.Files)
        {
            cancellation.ThrowIfCancellationRequested();
            if (ManifestFile.Of(file.Path) is not { } kind) continue;
            if (Read.Count >= MostFiles || Lines.Count >= MostLines)
            {
                Problems.Add((file.Path, $"`{file.Path}` and what follows is not read: there are more than {MostFiles} manifests, or more than {MostLines} lines in them"));
                return;
            }

            Open(new Project(file, files), kind, kind.Read);
        }
    }

    private void Open(Project project, ManifestFile kind, Action<Project> read)
    {
        Read.Add((project.File.Path, kind));
        if (project.Open()) read(project);
        foreach (var line in project.Lines) Lines.Add((project.File.Path, line));
        if (project.Problem is { } problem) Problems.Add((project.File.Path, problem));
        foreach (var oddity in project.Oddities) Problems.Add((project.File.Path, oddity));
        foreach (var (file, part, isDev) in project.Includes)
        {
            if (ManifestFile.Of(file.Path) is not null && part == Part.Asks) continue;
            if (seen.Add((file.Path, part))) Open(project.Other(file), kind, p => Requirements.ReadFile(p, part, isDev));
        }
    }
}
