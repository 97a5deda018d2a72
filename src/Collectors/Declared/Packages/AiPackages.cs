using System.Collections.Frozen;
using Plumbline.Collectors.Declared.Packages.Versions;

namespace Plumbline.Collectors.Declared.Packages;

/// <summary>The packages that AI systems are made of, and what each is there for; the list is `catalogue.txt`.</summary>
internal static class AiPackages
{
    private static readonly (FrozenDictionary<(string, string), (string Name, string Role)> Names, (string Type, string Start, string Role)[] Starts) Known = Load();

    /// <summary>The role of a package, and its name as its makers write it, empty where the list does not say; null where it is no AI package.</summary>
    public static (string Name, string Role)? Find(Ecosystem ecosystem, string name)
    {
        if (Known.Names.TryGetValue((ecosystem.Type, Key(ecosystem, name)), out var known)) return known;
        var best = -1;
        for (var i = 0; i < Known.Starts.Length; i++)
        {
            var (type, start, _) = Known.Starts[i];
            if (type == ecosystem.Type && Key(ecosystem, name).StartsWith(start, StringComparison.Ordinal) && (best < 0 || start.Length > Known.Starts[best].Start.Length)) best = i;
        }

        return best < 0 ? null : ("", Known.Starts[best].Role);
    }

    // A Go module carries its major version as a last part from 2 on.
    private static string Key(Ecosystem ecosystem, string name)
    {
        var key = ecosystem.Normal(name).ToLowerInvariant();
        if (ecosystem != Ecosystem.Go || key.LastIndexOf("/v", StringComparison.Ordinal) is not (> 0 and var at)) return key;
        return key.Length > at + 2 && key.AsSpan(at + 2).IndexOfAnyExceptInRange('0', '9') < 0 ? key[..at] : key;
    }

    private static (FrozenDictionary<(string, string), (string, string)>, (string, string, string)[]) Load()
    {
        using var stream = typeof(AiPackages).Assembly.GetManifestResourceStream("packages.catalogue")!;
        using var reader = new StreamReader(stream);
        var names = new Dictionary<(string, string), (string, string)>();
        var starts = new List<(string, string, string)>();
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#') || line.Split(' ') is not [var type, var name, var role]) continue;
            var ecosystem = Ecosystem.All.First(e => e.Type == type);
            if (name.EndsWith('*')) starts.Add((type, name[..^1].ToLowerInvariant(), role));
            else names[(type, Key(ecosystem, name))] = (ecosystem == Ecosystem.Go ? "" : name, role);
        }

        return (names.ToFrozenDictionary(n => n.Key, n => n.Value), [.. starts]);
    }
}
