using System.Collections.Immutable;
using System.CommandLine;
using System.Net;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Rules;
using Plumbline.Server.Access;
using Plumbline.Server.Keeping;
using Plumbline.Server.Standings;
using Plumbline.Store;

namespace Plumbline.Server.Serving;

/// <summary>`plumb serve [PATH…]`: watches an estate, and answers over HTTP.</summary>
internal static class ServeCommand
{
    private const string Usual = "http://127.0.0.1:7420";

    public static Command Make()
    {
        var paths = new Argument<string[]>("path") { Description = "folders that are read from the start and whenever they change; more are added in the console", Arity = ArgumentArity.ZeroOrMore };
        var urls = new Option<string[]>("--urls") { Description = "where it listens; may be repeated", DefaultValueFactory = _ => [Usual] };
        var store = new Option<string?>("--store") { Description = "the ledger: a file, or postgres://user@host/database (default: PLUMB_STORE, else ledger.db in PLUMB_HOME)" };
        var name = new Option<string?>("--name") { Description = "the estate's name in the ledger (default: what the first folder says)" };
        var every = new Option<int>("--every") { Description = "seconds after which a folder is read again although nothing seems changed", DefaultValueFactory = _ => 300 };
        var rules = new Option<string[]>("--rules") { Description = "a folder with more rules; may be repeated", DefaultValueFactory = _ => [] };
        var asOf = new Option<string?>("--as-of") { Description = "the moment its clock starts at, for samples and rehearsals (default: what an only folder pins, else now)" };
        var config = new Option<string?>("--config") { Description = "a file of these settings (YAML or JSON); variables PLUMB_SERVER_… win over it, flags over both" };
        var print = new Option<bool>("--print-config") { Description = "print the settings as they take effect and where each was given, and end" };
        var identity = new Option<bool>("--print-identity") { Description = "print the registry entry by which the server's word counts for who was signed in, and end" };
        var command = new Command("serve", "Watch an estate, and answer over HTTP: a console for people, an API for programs.") { paths, urls, store, name, every, rules, asOf, config, print, identity };
        var access = new AccessOptions(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(identity))
            {
                using var key = ServerKey.Of(Home.Folder);
                Console.Write(key.Entry("plumb-server"));
                return 0;
            }

            var folders = parsed.GetRequiredValue(paths);
            if (folders.FirstOrDefault(p => !Directory.Exists(p) && !File.Exists(p)) is { } missing) return Usage($"`{missing}` is neither a folder nor a file; name what to read");
            if (parsed.GetRequiredValue(rules).FirstOrDefault(r => !Directory.Exists(r)) is { } noRules) return Usage($"`{noRules}` is no folder; --rules names a folder with rules");
            if (parsed.GetValue(every) < 10) return Usage($"every {parsed.GetValue(every)} s is too often; choose 10 or more");
            DateTimeOffset? moment = null;
            if (parsed.GetValue(asOf) is { } text)
            {
                if (!Instants.TryParse(text, out var at)) return Usage($"`{text}` is no time; write it as 2026-11-21T09:00:00Z");
                moment = at;
            }

            var listen = ImmutableArray.CreateBuilder<Uri>();
            foreach (var url in parsed.GetRequiredValue(urls).SelectMany(u => u.Split(';', StringSplitOptions.RemoveEmptyEntries)))
            {
                if (Address(url) is not { } address) return Usage($"`{url}` is no address to listen at; write it as {Usual}");
                listen.Add(address);
            }

            var home = Home.Folder;
            var shipped = Environment.GetEnvironmentVariable("PLUMB_RULES") ?? Path.Combine(AppContext.BaseDirectory, "rules");
            ImmutableArray<string> asked = [shipped, .. parsed.GetRequiredValue(rules)];
            if (!RuleFolders.Any(asked)) return Usage(RuleFolders.Missing(asked));
            var settings = new ServeSettings(
                listen.ToImmutable(), [.. folders.Select(Path.GetFullPath)], TimeSpan.FromSeconds(parsed.GetValue(every)), moment,
                new EstateSettings(
                    parsed.GetValue(name), home, Home.Ledger(parsed.GetValue(store)), asked,
                    Environment.GetEnvironmentVariable("PLUMB_GRAMMARS") ?? Path.Combine(AppContext.BaseDirectory, "grammars")), new AccessSettings(""));
            if (access.Read(parsed, out var problem) is not { } come) return Usage(problem!);
            settings = settings with { Access = come };
            if (Listening.Problem(settings) is { } unsafeAddress) return Usage(unsafeAddress);
            return await ServeRun.RunAsync(settings, cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static Uri? Address(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https") || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0) return null;
        return uri.Host == "localhost" || IPAddress.TryParse(uri.Host.Trim('[', ']'), out _) ? uri : null;
    }

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return 2;
    }
}
