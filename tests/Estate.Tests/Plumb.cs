using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Plumbline.Estate.Tests;

/// <summary>The program as a user runs it: another process, its exit code and its two outputs.</summary>
internal sealed record Plumb(int ExitCode, string Output, string Errors)
{
    public static string Root { get; } = FindRoot();

    public static string Bank { get; } = Path.Combine(Root, "samples", "bank");

    public static string Grammars { get; } = Path.Combine(Root, "artifacts", "grammars");

    /// <summary>Skips a test whose outcome needs Python and TypeScript to be parsed.</summary>
    public static void NeedGrammars() => Xunit.Assert.SkipUnless(File.Exists(Path.Combine(Grammars, "tree-sitter.node")), "the grammars are not there: `eng/grammars/fetch` needs npm");

    public static string Program { get; } = Path.Combine(Root, "artifacts", "bin", "Cli", Configuration, "plumb.dll");

    public JsonElement Json => JsonDocument.Parse(Output).RootElement;

    public IEnumerable<JsonElement> Findings => Json.GetProperty("findings").EnumerateArray();

    public IEnumerable<JsonElement> Failures => Findings.Where(f => f.GetProperty("verdict").GetString() == "fail");

    public IEnumerable<JsonElement> Gaps => Json.GetProperty("gaps").EnumerateArray();

    public string Cell(string workload, string control) => Json.GetProperty("matrix").EnumerateArray()
        .Where(c => c.GetProperty("workload").GetString() == workload && c.GetProperty("control").GetString() == control)
        .Select(c => c.GetProperty("verdict").GetString()!).Single();

    public static Plumb Json_of(string estate, params string[] more) => Run(["scan", estate, "--format", "json", .. more]);

    public static Plumb Run(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [Program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Root };
        start.Environment["PLUMB_RULES"] = Path.Combine(Root, "rules");
        start.Environment["PLUMB_HOME"] = Directory.CreateTempSubdirectory("plumb-home-").FullName;
        start.Environment["PLUMB_GRAMMARS"] = Grammars;
        start.Environment["COLUMNS"] = "120";
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Plumb(process.ExitCode, output, errors.Result);
    }

    /// <summary>A copy of an estate that a test may break.</summary>
    public static string Copy(string estate)
    {
        var to = Directory.CreateTempSubdirectory("plumb-estate-").FullName;
        foreach (var file in Directory.EnumerateFiles(estate, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(estate, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return to;
    }

#if DEBUG
    private const string Configuration = "debug";
#else
    private const string Configuration = "release";
#endif

    private static string FindRoot([CallerFilePath] string here = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../.."));
}
