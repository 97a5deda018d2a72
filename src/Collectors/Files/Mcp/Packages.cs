using System.Collections.Immutable;

namespace Plumbline.Collectors.Files.Mcp;

/// <summary>What a program that fetches packages was told to run.</summary>
/// <param name="Launcher">The program, its command included: `npm exec`.</param>
/// <param name="Package">The package; null where a script of the own files runs.</param>
/// <param name="Script">That script.</param>
/// <param name="After">The arguments behind the package.</param>
/// <param name="Variables">Variables a container is given: `NAME` or `NAME=value`.</param>
public sealed record Fetched(string Launcher, PackageRef? Package, string? Script, IReadOnlyList<string> After, ImmutableArray<string> Variables);

/// <summary>Finds the package among the arguments of the programs that fetch and run packages.</summary>
public static class Packages
{
    private static readonly string[] NpmValues = ["--registry", "--cache", "--prefix", "--userconfig", "-w", "--workspace", "--loglevel", "--node-options"];
    private static readonly string[] PyValues = ["--with", "--python", "-p", "--index-url", "--extra-index-url", "--index", "--default-index", "--with-editable", "--with-requirements", "--directory", "--refresh-package", "--env-file", "--constraint", "--constraints", "--cache-dir", "--prerelease", "--pip-args", "-i", "-c"];
    private static readonly string[] RunValues =
    [
        "-e", "--env", "-v", "--volume", "--name", "-p", "--publish", "--network", "--net", "--mount", "-w", "--workdir", "-u", "--user", "--env-file", "--entrypoint", "--platform", "--add-host", "-h", "--hostname",
        "--label", "-l", "--memory", "-m", "--cpus", "--gpus", "--pull", "--restart", "--cap-add", "--cap-drop", "--security-opt", "--device", "--dns", "--tmpfs", "--ulimit", "--log-driver", "--log-opt", "--secret", "--cidfile", "--runtime",
        "--ipc", "--pid", "--shm-size", "--stop-signal", "--stop-timeout", "--userns", "--volumes-from", "--expose", "--link", "--ip", "--group-add", "--cpu-shares", "--init-path", "--isolation", "--pids-limit", "--sysctl", "-a", "--attach", "--arch", "--os",
    ];

    /// <summary>What a program runs; null where it fetches nothing.</summary>
    public static Fetched? Of(string program, IReadOnlyList<string> words) => (program, words) switch
    {
        ("npx" or "pnpx" or "bunx", _) => Node(program, words),
        ("npm", ["exec" or "x", ..]) => Node("npm exec", [.. words.Skip(1)]),
        ("pnpm" or "yarn", ["dlx", ..]) => Node(program + " dlx", [.. words.Skip(1)]),
        ("pnpm", ["exec", ..]) or ("yarn", ["exec", ..]) => null,
        ("bun", ["x", ..]) => Node("bunx", [.. words.Skip(1)]),
        ("uvx", _) => Python("uvx", words),
        ("uv", ["tool", "run", ..]) => Python("uvx", [.. words.Skip(2)]),
        ("uv", ["x", ..]) => Python("uvx", [.. words.Skip(1)]),
        ("pipx", ["run", ..]) => Python("pipx", [.. words.Skip(1)]),
        ("docker" or "podman" or "nerdctl" or "container", ["run", ..]) => Container(program, [.. words.Skip(1)]),
        ("docker" or "podman", ["container", "run", ..]) => Container(program, [.. words.Skip(2)]),
        ("dnx", _) => First("dnx", "nuget", words),
        ("dotnet", ["dnx", ..]) => First("dnx", "nuget", [.. words.Skip(1)]),
        ("dotnet", ["tool", "exec" or "execute", ..]) => First("dnx", "nuget", [.. words.Skip(2)]),
        ("go", ["run", ..]) when words.Skip(1).FirstOrDefault(w => !w.StartsWith('-')) is { } module && module.Contains('@', StringComparison.Ordinal) => new Fetched("go run", PackageRef.At("golang", module), null, [], []),
        ("deno", ["run", ..]) => Deno([.. words.Skip(1)]),
        _ => null,
    };

    private static Fetched? Node(string launcher, IReadOnlyList<string> words)
    {
        string? named = null;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word is "-p" or "--package" && at + 1 < words.Count) named ??= words[++at];
            else if (word.StartsWith("--package=", StringComparison.Ordinal)) named ??= word[10..];
            else if (NpmValues.Contains(word)) at++;
            else if (!word.StartsWith('-'))
            {
                IReadOnlyList<string> rest = [.. words.Skip(at + 1)];
                var package = PackageRef.Npm(named ?? word);
                return new Fetched(launcher, package, package is null ? word : package.Name is "tsx" or "ts-node" ? Launch.ScriptOf(package.Name, rest) : null, rest, []);
            }
        }

        return named is null ? null : new Fetched(launcher, PackageRef.Npm(named), null, [], []);
    }

    private static Fetched? Python(string launcher, IReadOnlyList<string> words)
    {
        string? named = null;
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word is "--from" or "--spec" && at + 1 < words.Count) named ??= words[++at];
            else if (word.StartsWith("--from=", StringComparison.Ordinal)) named ??= word[7..];
            else if (PyValues.Contains(word)) at++;
            else if (!word.StartsWith('-'))
            {
                var package = PackageRef.PyPi(named ?? word);
                return new Fetched(launcher, package, package is null ? named ?? word : null, [.. words.Skip(at + 1)], []);
            }
        }

        return named is null ? null : new Fetched(launcher, PackageRef.PyPi(named), null, [], []);
    }

    private static Fetched? Container(string launcher, IReadOnlyList<string> words)
    {
        var variables = ImmutableArray.CreateBuilder<string>();
        for (var at = 0; at < words.Count; at++)
        {
            var word = words[at];
            if (word is "-e" or "--env" && at + 1 < words.Count) variables.Add(words[++at]);
            else if (word.StartsWith("--env=", StringComparison.Ordinal)) variables.Add(word[6..]);
            else if (word is ['-', 'e', not '-', ..] && !word.Contains("ntry", StringComparison.Ordinal)) variables.Add(word[2..].TrimStart('='));
            else if (RunValues.Contains(word)) at++;
            else if (!word.StartsWith('-')) return new Fetched(launcher, PackageRef.Image(word), null, [.. words.Skip(at + 1)], variables.DrainToImmutable());
        }

        return new Fetched(launcher, null, null, [], variables.DrainToImmutable());
    }

    private static Fetched? First(string launcher, string ecosystem, IReadOnlyList<string> words) =>
        words.FirstOrDefault(w => !w.StartsWith('-')) is { } name ? new Fetched(launcher, PackageRef.At(ecosystem, name.ToLowerInvariant()), null, [], []) : null;

    private static Fetched? Deno(IReadOnlyList<string> words)
    {
        var name = words.FirstOrDefault(w => !w.StartsWith('-'));
        if (name is null) return null;
        if (name.StartsWith("npm:", StringComparison.Ordinal)) return new Fetched("deno", PackageRef.Npm(name), null, [], []);
        if (name.StartsWith("jsr:", StringComparison.Ordinal)) return new Fetched("deno", PackageRef.At("jsr", name[4..]), null, [], []);
        return new Fetched("deno", null, name, [], []);
    }
}
