using System.Globalization;
using System.Text;
using Plumbline.Code.CSharp;
using Plumbline.Code.Names;
using Xunit;

namespace Plumbline.Code.Tests;

/// <summary>A parameter holds what callers give it, and what is not known of them is open.</summary>
public sealed class CallerTests
{
    [Fact]
    public void A_parameter_is_what_all_its_callers_give() =>
        Assert.Equal("a, b", Asked("class Desk { static void Ask(string model) => Use(model); void Run() { Ask(\"a\"); Ask(model: \"b\"); Ask(\"a\"); } }"));

    [Fact]
    public void A_function_that_nobody_calls_stays_open() =>
        Assert.Equal("open model", Asked("public class Desk { public static void Ask(string model) => Use(model); }"));

    [Fact]
    public void A_caller_that_takes_it_from_elsewhere_opens_it() =>
        Assert.Equal("a, open args[0]", Asked("class Desk { static void Ask(string model) => Use(model); void Run(string[] args) { Ask(\"a\"); Ask(args[0]); } }"));

    [Fact]
    public void A_value_goes_through_callers_of_callers() =>
        Assert.Equal("a", Asked("class Desk { static void Ask(string model) => Use(model); static void Next(string name) => Ask(name); void Run() => Next(\"a\"); }"));

    [Fact]
    public void Functions_that_call_one_another_end() =>
        Assert.Equal("a", Asked("class Desk { static void Ask(string model) { Use(model); Next(model); } static void Next(string name) => Ask(name); void Run() => Next(\"a\"); }"));

    [Fact]
    public void A_function_handed_on_as_a_value_is_open_too() =>
        Assert.Equal("a, open model", Asked("class Desk { static void Ask(string model) => Use(model); void Run(Jobs jobs) { Ask(\"a\"); jobs.Add(Ask); } }"));

    [Fact]
    public void A_route_is_open_too() =>
        Assert.Equal("a, open model", Asked("class Desk { [HttpGet] static void Ask(string model) => Use(model); void Run() => Ask(\"a\"); }"));

    [Fact]
    public void Another_overload_is_another_function() =>
        Assert.Equal("a", Asked("class Desk { static void Ask(string model) => Use(model); static void Ask(int depth, string[] all, bool fast) { } void Run() { Ask(\"a\"); Ask(1, [], true); } }"));

    [Fact]
    public void An_object_keeps_what_its_own_maker_gives() =>
        Assert.Equal("b", Asked("class Desk(string model) { public string Model = model; } class Run { void Go() { var one = new Desk(\"a\"); var two = new Desk(\"b\"); Use(two.Model); } }"));

    [Fact]
    public void More_calls_than_are_followed_open_it()
    {
        var calls = string.Concat(Enumerable.Range(0, 200).Select(i => string.Create(CultureInfo.InvariantCulture, $"Ask(\"m{i % 3}\");")));
        Assert.Equal("m0, m1, m2, open model", Asked($"class Desk {{ static void Ask(string model) => Use(model); void Run() {{ {calls} }} }}"));
    }

    [Fact]
    public void A_long_chain_of_callers_ends_open()
    {
        var chain = new StringBuilder("class Desk { static void F0(string m) => Use(m);");
        for (var i = 1; i < 60; i++) chain.Append(CultureInfo.InvariantCulture, $"static void F{i}(string m) => F{i - 1}(m);");
        Assert.StartsWith("open ", Asked(chain.Append("void Run() => F59(\"a\"); }").ToString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_functions_with_many_callers_cost_little()
    {
        // Ten functions, each of which calls every other one with its own parameter.
        var all = string.Concat(Enumerable.Range(0, 10).Select(i => $"static void F{i}(string m) {{ {(i == 0 ? "Use(m);" : "")}{string.Concat(Enumerable.Range(0, 10).Select(j => $"F{j}(m);"))} }}"));
        var began = System.Diagnostics.Stopwatch.StartNew();
        Assert.Contains("a", Asked($"class Desk {{ {all} void Run() => F3(\"a\"); }}"), StringComparison.Ordinal);
        Assert.True(began.Elapsed < TimeSpan.FromSeconds(5), $"it took {began.Elapsed}");
    }

    /// <summary>What is known of the argument of the one call of `Use` in a file.</summary>
    private static string Asked(string source)
    {
        var tree = CSharpReader.Read(source)!;
        var code = new CodeBase(["desk.cs"], _ => tree);
        var resolver = new Resolver(code, (_, _) => false);
        var texts = new Texts(resolver, new Callers(resolver, new CallSites(code, _ => ["desk.cs"], (_, _) => true, _ => true)), (_, _) => null, (_, _) => []);
        var file = code.File("desk.cs")!;
        var (scope, call) = file.Calls("Use").Single();
        var said = texts.Of(call.Arguments[0].Value, new Place(file, scope));
        return string.Join(", ", said.All.Select(w => w.Value).Order(StringComparer.Ordinal).Concat(said.Open.Select(o => $"open {o}")));
    }
}
