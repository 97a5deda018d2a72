using System.Text.Json;
using Plumbline.Cel.Programs;
using Plumbline.Cel.Types;
using Xunit;

namespace Plumbline.Cel.Tests;

public sealed class ConformanceTests(ITestOutputHelper output)
{
    [Fact]
    public void Every_conformance_case_without_messages_holds()
    {
        var file = CasesFile();
        Assert.SkipWhen(file is null, "artifacts/cel-spec/conformance.json is absent; run tests/Cel.Tests/fetch");

        using var document = JsonDocument.Parse(File.ReadAllText(file!));
        var cases = document.RootElement.EnumerateArray().Select(c => new ConformanceCase(c)).ToList();
        var run = cases.Where(c => c.Exclusion is null).ToList();
        var failures = run.Select(c => (Case: c, Fault: Fault(c))).Where(f => f.Fault is not null).ToList();

        foreach (var (failed, fault) in failures) Say($"{failed.Name}: {failed.Expression}: {fault}");
        foreach (var reason in cases.GroupBy(c => c.Exclusion).Where(g => g.Key is not null)) Say($"excluded, {reason.Key}: {reason.Count()}");
        Say($"cel conformance: {run.Count} run, {cases.Count - run.Count} excluded, {failures.Count} failed");
        Assert.Empty(failures);
        Assert.True(run.Count > 1_500, "most cases name no message");
    }

    private static string? CasesFile()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var file = Path.Combine(folder.FullName, "artifacts", "cel-spec", "conformance.json");
            if (File.Exists(file)) return file;
        }

        return null;
    }

    private void Say(string line)
    {
        output.WriteLine(line);
        Console.WriteLine(line);
    }

    /// <summary>What is wrong with our answer to a case, or null.</summary>
    private static string? Fault(ConformanceCase test)
    {
        var declared = ConformanceValues.Items(test.Json, "typeEnv");
        var bindings = test.Property("bindings") is { } b ? b.EnumerateObject().ToDictionary(p => p.Name, p => p.Value) : [];
        var variables = declared.Where(d => d.TryGetProperty("ident", out _))
            .Select(d => (Name: d.GetProperty("name").GetString()!, Type: ConformanceValues.Type(d.GetProperty("ident").GetProperty("type"))))
            .ToList();
        variables.AddRange(bindings.Keys.Where(k => variables.All(v => v.Name != k)).Select(k => (k, CelType.Dyn)));
        var environment = new CelEnvironment(variables, null, test.Container, declared.SelectMany(ConformanceValues.Functions)) { IsChecked = test.IsChecked };
        var program = environment.Compile(test.Expression, out var errors);
        if (program is null) return test.ExpectsError ? null : string.Join("; ", errors);
        if (TypeFault(test, program) is { } fault) return fault;
        if (test.IsCheckOnly) return null;
        Value[] slots = [.. variables.Select(v => bindings.TryGetValue(v.Name, out var bound) ? ConformanceValues.Read(bound.GetProperty("value")) : Value.Error("not bound"))];
        return ValueFault(test, program, slots);
    }

    private static string? TypeFault(ConformanceCase test, CelProgram program)
    {
        if (test.Property("typedResult") is not { } typed || !typed.TryGetProperty("deducedType", out var deduced)) return null;
        var expected = ConformanceValues.Type(deduced);
        return expected == program.Type ? null : $"expected type {expected}, found {program.Type}";
    }

    private static string? ValueFault(ConformanceCase test, CelProgram program, Value[] slots)
    {
        var value = program.Evaluate(slots);
        if (program.Test(slots) != Truths.Of(value)) return $"test says {program.Test(slots)} of {value}";
        if (!ConformanceValues.Same(program.Traced(slots, []), value) && !value.IsError) return $"trace says {program.Traced(slots, [])} of {value}";
        if (test.ExpectsError) return value.IsError ? null : $"expected an error, found {value}";
        if (test.ExpectsUnknown) return value.IsUnknown ? null : $"expected unknown, found {value}";
        var json = test.Property("value") ?? (test.Property("typedResult") is { } t && t.TryGetProperty("result", out var r) ? r : null);
        var expected = json is { } j ? ConformanceValues.Read(j) : Value.True;
        return ConformanceValues.Same(expected, value) ? null : $"expected {expected.Kind} {expected}, found {value.Kind} {value}";
    }
}
