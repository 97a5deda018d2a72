using System.CommandLine;
using System.Net;
using Plumbline.Posture.Rules;
using Plumbline.Store;

namespace Plumbline.Server.Admission;

/// <summary>`plumb admission --registry PATH`: answers a Kubernetes API server whether what is about to be applied may be.</summary>
internal static class AdmissionCommand
{
    private static readonly string[] Modes = ["audit", "warn", "enforce"];

    public static Command Make()
    {
        var registry = Many("--registry", "a folder of the estate: registries, code, evals, answers, logs; read as `plumb gate` reads it");
        var environments = Many("--env", "the environment: ENVIRONMENT for all namespaces, NAMESPACE=ENVIRONMENT or 'pay-*=ENVIRONMENT' for some");
        var modes = Many("--mode", "the most it may do: audit, warn or enforce (default) for all namespaces, NAMESPACE=MODE for some");
        var rules = Many("--rules", "a folder with more rules");
        var names = Many("--dns", "a name under which the API server calls it: plumbline.plumbline.svc (default: localhost)");
        var urls = new Option<string>("--urls") { Description = "where it listens", DefaultValueFactory = _ => "https://127.0.0.1:8443" };
        var (cert, key, own) = (Text("--cert", "the server's certificate and chain (PEM); read again when it changes"), Text("--key", "its private key (PEM)"), Text("--self-signed", "a folder in which an authority and a certificate of its own are made and renewed"));
        var clients = Text("--client-ca", "an authority (PEM): reviews are taken only from who shows a certificate of it, as an API server does that has one for its webhooks");
        var (store, cluster, asOf) = (Text("--store", "the ledger: a file, or postgres://user@host/database (default: PLUMB_STORE, else ledger.db in PLUMB_HOME)"), Text("--cluster", "the cluster's name in `deployed-as: k8s:CLUSTER/NAMESPACE` of a registry (default: any)"), Text("--as-of", "the moment that evidence is read at (default: the estate's own, else now)"));
        var (objects, record, print) = (new Option<bool>("--objects-only") { Description = "judge what an object asks for, not how its system stands at the gate" }, new Option<bool>("--record") { Description = "write refusals and uses of overrides into the ledger" }, new Option<bool>("--print-ca") { Description = "print the authority as `caBundle` needs it, and end" });
        var command = new Command("admission", "Answer a Kubernetes API server over HTTPS: what is AI and not approved is refused before it runs.")
        {
            registry, environments, modes, urls, cert, key, own, names, clients, store, cluster, rules, asOf, objects, record, print, ManifestCommand.Make(),
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var (folder, dns) = (parsed.GetValue(own), parsed.GetRequiredValue(names));
            if (folder is not null && (parsed.GetValue(cert) ?? parsed.GetValue(key)) is not null) return Usage("a certificate is either given (--cert, --key) or made (--self-signed); say one of them");
            if (folder is null && (parsed.GetValue(cert) is null || parsed.GetValue(key) is null)) return Usage("the API server asks over HTTPS only; give --cert FILE --key FILE, or let one be made with --self-signed FOLDER --dns NAME");
            if (parsed.GetValue(print)) return folder is null ? Usage("only an authority of its own can be printed; say --self-signed FOLDER") : PrintCa(folder, dns);
            if (dns.Length == 0) dns = ["localhost", "127.0.0.1"];
            if (parsed.GetRequiredValue(registry) is not { Length: > 0 } roots) return Usage("say what is approved: --registry FOLDER, as `plumb gate` takes it");
            if (parsed.GetRequiredValue(modes).Select(m => m[(m.IndexOf('=', StringComparison.Ordinal) + 1)..]).FirstOrDefault(m => !Modes.Contains(m)) is { } mode) return Usage($"`{mode}` is no mode; choose {string.Join(", ", Modes)}");
            if (Endpoint(parsed.GetRequiredValue(urls)) is not { } at) return Usage($"`{parsed.GetRequiredValue(urls)}` is no address to listen at; write it as https://127.0.0.1:8443 or https://0.0.0.0:8443");
            DateTimeOffset? moment = null;
            if (parsed.GetValue(asOf) is { } text) moment = Instants.TryParse(text, out var pinned) ? pinned : null;
            if (moment is null && parsed.GetValue(asOf) is { } wrong) return Usage($"`{wrong}` is no time; write it as 2026-11-21T09:00:00Z");
            var shipped = Environment.GetEnvironmentVariable("PLUMB_RULES") ?? Path.Combine(AppContext.BaseDirectory, "rules");
            var settings = new AdmissionSettings(
                [.. roots], [shipped, .. parsed.GetRequiredValue(rules)], Home.Ledger(parsed.GetValue(store)), Environment.GetEnvironmentVariable("PLUMB_GRAMMARS") ?? Path.Combine(AppContext.BaseDirectory, "grammars"),
                NamespaceChoice.Read(parsed.GetRequiredValue(environments)), NamespaceChoice.Read(parsed.GetRequiredValue(modes)))
            {
                Cluster = parsed.GetValue(cluster), AsOf = moment, HasStanding = !parsed.GetValue(objects), IsRecorded = parsed.GetValue(record),
            };
            return await AdmissionRun.RunAsync(settings, at, new CertificateSource(folder, [.. dns], parsed.GetValue(cert), parsed.GetValue(key)), parsed.GetValue(clients), cancellation).ConfigureAwait(false);
        });
        return command;
    }

    private static int PrintCa(string folder, string[] names)
    {
        // Asked for the authority alone, a certificate that is there stays as it is.
        if (names.Length > 0 || !File.Exists(OwnCertificate.CaFile(folder))) OwnCertificate.Ensure(folder, names.Length > 0 ? names : ["localhost", "127.0.0.1"], TimeProvider.System);
        Console.WriteLine(Convert.ToBase64String(File.ReadAllBytes(OwnCertificate.CaFile(folder))));
        return 0;
    }

    private static IPEndPoint? Endpoint(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme != "https" || uri.PathAndQuery != "/" || uri.UserInfo.Length > 0) return null;
        var host = uri.Host == "localhost" ? "127.0.0.1" : uri.Host.Trim('[', ']');
        return IPAddress.TryParse(host, out var address) ? new IPEndPoint(address, uri.Port) : null;
    }

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description + "; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };

    private static Option<string?> Text(string name, string description) => new(name) { Description = description };

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return 2;
    }
}
