using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Declared.CodeUses;

/// <summary>Source files of languages that are not parsed: what they do with AI is not known, and that is said.</summary>
internal static class OtherLanguages
{
    private static readonly Dictionary<string, string> Names = new(StringComparer.OrdinalIgnoreCase)
    {
        [".kt"] = "Kotlin", [".kts"] = "Kotlin", [".rb"] = "Ruby", [".php"] = "PHP", [".rs"] = "Rust", [".swift"] = "Swift", [".scala"] = "Scala", [".cpp"] = "C++", [".cc"] = "C++", [".cxx"] = "C++", [".c"] = "C",
        [".dart"] = "Dart", [".r"] = "R", [".jl"] = "Julia", [".ex"] = "Elixir", [".exs"] = "Elixir", [".clj"] = "Clojure", [".lua"] = "Lua", [".fs"] = "F#", [".vb"] = "Visual Basic", [".groovy"] = "Groovy", [".m"] = "Objective-C", [".pl"] = "Perl",
    };

    /// <summary>What they are called.</summary>
    public static IEnumerable<string> All => Names.Values.Distinct().Order(StringComparer.Ordinal);

    /// <summary>One gap a language, for every folder that holds such files.</summary>
    public static IEnumerable<Claim> Gaps(Scope scope)
    {
        foreach (var language in scope.Files.Where(f => Names.ContainsKey(Path.GetExtension(f.Name)) && !f.Name.EndsWith(".gradle.kts", StringComparison.OrdinalIgnoreCase)).GroupBy(f => Names[Path.GetExtension(f.Name)]).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var reason = $"{language.Count()} {language.Key} file{(language.Count() == 1 ? " is" : "s are")} not parsed: what they do with AI is not known, only the models they name as text";
            foreach (var folder in language.Select(f => f.Folder).Distinct().Order(StringComparer.Ordinal))
            {
                yield return new Gap(
                    CodeUsesCollector.Source, Plane.Declared, GapKind.Missing, reason, "C#, Python, JavaScript, TypeScript, Java and Go are parsed; write what other code calls in a registry",
                    new Reach(Asset: ProjectFolders.Inside(folder)), ["workload.uses"]).ToClaim(new Origin(CodeUsesCollector.Source, folder.Length == 0 ? null : folder));
            }
        }
    }
}
