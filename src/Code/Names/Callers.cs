using System.Collections.Immutable;
using Plumbline.Code.Trees;

namespace Plumbline.Code.Names;

/// <summary>What is given for a parameter where it is called.</summary>
/// <param name="All">The arguments, where they stand.</param>
/// <param name="IsWhole">False where somebody else may call it: a caller that could not be read, a decorator, a function handed on as a value, more callers than are followed.</param>
public sealed record Handed(ImmutableArray<Found> All, bool IsWhole)
{
    /// <summary>Nobody was found.</summary>
    public static Handed Nobody { get; } = new([], false);
}

/// <summary>Finds what callers give for a parameter, and for a field that only makers of its object set.</summary>
/// <remarks>Bounded: a question looks into the nearest <see cref="CallSites.MostFiles"/> files and at <see cref="MostCalls"/> calls; what lies beyond is said not to be whole.</remarks>
/// <param name="resolver">Follows names.</param>
/// <param name="sites">Where functions are called.</param>
public sealed class Callers(Resolver resolver, CallSites sites)
{
    private const int MostCalls = 64;
    private const int MostHeirs = 8;
    private static readonly HashSet<string> Plain = new(StringComparer.Ordinal) { "staticmethod", "classmethod", "override", "Override", "typing.override", "cache", "lru_cache", "functools.cache", "functools.lru_cache" };
    private readonly Dictionary<(string File, string Scope, string Name), Handed> known = [];

    /// <summary>What callers give for it. Whoever calls it with its own parameter adds nothing, so the answer may hold that parameter again.</summary>
    public Handed Of(Given given, Place at)
    {
        if (given.IsSettled) return Handed.Nobody;
        var key = (at.File.Path, at.Scope, given.Name);
        if (known.TryGetValue(key, out var answer)) return answer;
        known[key] = Handed.Nobody;
        return known[key] = Find(given.Name, at);
    }

    private Handed Find(string name, Place at)
    {
        var (all, isWhole) = (ImmutableArray.CreateBuilder<Found>(), true);
        var targets = at.File.Within(at.Scope).Select(d => Target.Of(d, name, at.File)).OfType<Target>().ToList();
        foreach (var target in targets)
        {
            var found = Into(target, all);
            isWhole &= found && !IsOpen(target);
        }

        return targets.Count == 0 || all.Count == 0 ? Handed.Nobody : new(all.DrainToImmutable(), isWhole);
    }

    // A route, a tool, a job: what decorates a function may call it.
    private static bool IsOpen(Target target) => target.IsField
        || target.Function.Decorators.Any(d => target.Function.Kind == DefinitionKind.Function && !Plain.Contains(Texts.Shown(d is Call call ? call.Callee : d)))
        || target.Function.Parameters[target.Place].Decorators.Length > 0;

    private bool Into(Target target, ImmutableArray<Found>.Builder all, int heirs = 0)
    {
        var (files, isWhole) = sites.Of(target.Called.Name, target.CalledIn);
        foreach (var file in files)
        {
            if (!Sees(file, target.CalledIn)) continue;
            foreach (var (scope, call) in file.Calls(target.Called.Name).Concat(target.Own(file)).Take(MostCalls + 1).Index().Select(c => c.Index < MostCalls ? c.Item : default))
                isWhole &= call is not null && One(target, call, new Place(file, scope), all);
            var mentions = file.Mentions(target.Called.Name).Take(MostCalls + 1).ToList();
            isWhole &= mentions.Count <= MostCalls && !mentions.Exists(m => IsHandedOn(target, m.Value, new Place(file, m.Scope)));
            if (target.Called.Kind == DefinitionKind.Class && !target.IsField) foreach (var heir in target.Heirs(file)) isWhole &= heirs < MostHeirs && Through(target, heir, file, all, ++heirs);
        }

        return isWhole;
    }

    // What is made of a class below calls the constructor of the one above: by itself, or in its own.
    private bool Through(Target target, Definition heir, SourceFile file, ImmutableArray<Found>.Builder all, int heirs)
    {
        var isOwn = heir.Parameters.Length > 0 || file.Tree.Definitions.Any(d => d.Scope == heir.Inside && Target.IsMaker(d, heir));
        if (!isOwn) return Into(target with { Called = heir, CalledIn = file }, all, heirs);
        var calls = Target.Upward(file, heir.Inside).ToList();
        foreach (var (scope, call) in calls)
            if (target.Fits(call) && Argument(target, call, new Place(file, scope)) is { } argument) all.Add(argument);
        return calls.Count > 0;
    }

    // Files of one language see one another where that needs no import.
    private bool Sees(SourceFile file, SourceFile of) => file == of || file.Tree.Language is Language.CSharp or Language.Java or Language.Go
        || file.Tree.Imports.Any(i => i.Module.Length > 0 && (resolver.Code.Module(i.Module, file) is { } named && (named == of || named.Tree.Imports.Length > 0)
            || (i.Member is { } member && resolver.Code.Module($"{i.Module.TrimEnd('.')}.{member}", file) == of)));

    private bool One(Target target, Call call, Place at, ImmutableArray<Found>.Builder all)
    {
        var found = resolver.Follow(call.Callee, at);
        if (call.Callee is This or Name { Value: "this" } || found.Any(f => target.Is(f)))
        {
            if (!target.Fits(call)) return true;
            if (Argument(target, call, at) is not { } argument) return target.IsField || (target.Function.Parameters[target.Place].Default is not null && !call.Arguments.Any(a => a.IsSpread));
            all.Add(argument);
            return true;
        }

        // A method of an object that nobody knows may be this one.
        return target.Called.Kind == DefinitionKind.Class || call.Callee is not Member || (found.Count > 0 && !found.Any(f => f.Value is Member or Given || (f.Value is Reference { Definition: var other } && target.Implements(other))));
    }

    private Found? Argument(Target target, Call call, Place at)
    {
        if (target.Argument(call) is { } value) return new Found(value, at);
        foreach (var spread in call.Arguments.Where(a => a.IsSpread))
        {
            foreach (var fields in resolver.Follow(spread.Value, at))
                if (fields.Value is Fields { All: var all } && all.LastOrDefault(f => f.Key == target.Name).Value is { } spelled) return new Found(spelled, fields.At);
        }

        return null;
    }

    private bool IsHandedOn(Target target, Expression mention, Place at) => mention is Other || resolver.Follow(mention, at).Any(f => target.Is(f));
}
