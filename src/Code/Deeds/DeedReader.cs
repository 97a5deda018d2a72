using System.Collections.Immutable;
using Plumbline.Code.Names;
using Plumbline.Code.Python;
using Plumbline.Code.Scripts;
using Plumbline.Code.Trees;
using Plumbline.Code.TreeSitter;

namespace Plumbline.Code.Deeds;

/// <summary>Reads what the code of a folder does: Python, JavaScript and TypeScript. Nothing is run.</summary>
public static class DeedReader
{
    /// <summary>More files of one folder are not looked at.</summary>
    public const int MostFiles = 400;
    private const int LargestStack = 256 << 20;

    /// <summary>Parses a file so that the order of what it does is known; null where it is no language that is followed, or cannot be read.</summary>
    public static SourceTree? Parse(string path, ReadOnlySpan<byte> utf8, Grammars grammars) =>
        path.EndsWith(".py", StringComparison.OrdinalIgnoreCase) || path.EndsWith(".pyw", StringComparison.OrdinalIgnoreCase) ? PythonReader.Read(utf8, grammars, inOrder: true)
        : ScriptReader.DialectOf(path) is { } dialect ? ScriptReader.Read(utf8, dialect, grammars, inOrder: true) : null;

    /// <summary>What the files of one folder do, imports between them followed.</summary>
    /// <param name="trees">The files as <see cref="Parse"/> gives them, by their paths below the folder, with `/` between parts.</param>
    public static CodeDeeds Of(IReadOnlyDictionary<string, SourceTree> trees)
    {
        // Calls, modules and expressions nest in one another: the stack is made for the deepest that the bounds allow.
        CodeDeeds? read = null;
        var reader = new Thread(() => read = Read(trees), LargestStack);
        reader.Start();
        reader.Join();
        return read!;
    }

    private static CodeDeeds Read(IReadOnlyDictionary<string, SourceTree> trees)
    {
        var paths = trees.Keys.Order(StringComparer.Ordinal).Take(MostFiles).ToList();
        var code = new CodeBase(paths, p => trees[p]);
        var files = paths.Select(code.File).OfType<SourceFile>().ToList();
        var machine = new Machine(code, files);
        machine.RunFiles();
        var tools = files.SelectMany(ToolFinder.Of).ToList();
        var told = ImmutableArray.CreateBuilder<ToolCode>();
        foreach (var found in tools) told.Add(Told(found, machine.RunEntry(found.File, found.Function, found.Tool.Name, SourceKind.Parameter), machine));
        foreach (var file in files)
        {
            foreach (var definition in file.Tree.Definitions.Where(d => d.Kind == DefinitionKind.Function && !machine.IsReached(d))) machine.RunEntry(file, definition, "", SourceKind.Argument);
        }

        return new CodeDeeds(machine.Ledger.All(), told.ToImmutable(), machine.IsWhole && trees.Count <= MostFiles);
    }

    private static ToolCode Told(FoundTool found, Value answer, Machine machine)
    {
        machine.Ledger.Use(answer, found.Tool.Name);
        return found.Tool with
        {
            Answered = [.. machine.DataOf(answer).Where(t => t.Source == SourceKind.Parameter).Select(t => t.Name).Distinct().Order(StringComparer.Ordinal)],
            Says = [.. machine.TextsOf(answer).Where(t => t.Length > 20).Distinct().Take(40)],
        };
    }
}
