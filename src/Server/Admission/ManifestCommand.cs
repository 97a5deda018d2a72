using System.CommandLine;

namespace Plumbline.Server.Admission;

/// <summary>`plumb admission manifest --image IMAGE`: what installs the webhook in a cluster, as YAML.</summary>
internal static class ManifestCommand
{
    public static Command Make()
    {
        var image = new Option<string>("--image") { Description = "the image that holds this program", Required = true };
        var space = new Option<string>("--namespace") { Description = "where it runs", DefaultValueFactory = _ => "plumbline" };
        var name = new Option<string>("--name") { Description = "what it is called there", DefaultValueFactory = _ => "plumbline-admission" };
        var ca = new Option<string?>("--ca-bundle") { Description = "the authority of its certificate, Base64, as `--print-ca` prints it (default: cert-manager puts it in)" };
        var policy = new Option<string>("--failure-policy") { Description = "Fail: nothing is applied that it cannot judge; Ignore: what it cannot judge is applied", DefaultValueFactory = _ => "Fail" };
        var timeout = new Option<int>("--timeout") { Description = "seconds the API server waits, 1 to 30", DefaultValueFactory = _ => 5 };
        var environments = new Option<string[]>("--env") { Description = "passed on: ENVIRONMENT or NAMESPACE=ENVIRONMENT; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        var modes = new Option<string[]>("--mode") { Description = "passed on: audit, warn, enforce or NAMESPACE=MODE; may be repeated (default: audit)", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => ["audit"] };
        var registry = new Option<string>("--registry-config") { Description = "the config map that holds the registry's files", DefaultValueFactory = _ => "plumbline-registry" };
        var clients = new Option<string?>("--client-ca-config") { Description = "the config map whose `ca.crt` signs the API server's certificate for webhooks (docs/admission.md); passed on as --client-ca" };
        var callers = new Option<string[]>("--from") { Description = "addresses that API servers and nodes call from, as 10.0.0.0/24: a network policy keeps all others out; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        var command = new Command("manifest", "Print what installs the webhook in a cluster; save it, read it, `kubectl apply -f` it.") { image, space, name, ca, policy, timeout, environments, modes, registry, clients, callers };
        command.SetAction(parsed =>
        {
            if (parsed.GetRequiredValue(policy) is not ("Fail" or "Ignore")) return Usage($"`{parsed.GetRequiredValue(policy)}` is no failure policy; choose Fail or Ignore");
            if (parsed.GetRequiredValue(timeout) is < 1 or > 30) return Usage("an API server waits 1 to 30 seconds");
            if (parsed.GetRequiredValue(callers).FirstOrDefault(c => !System.Net.IPNetwork.TryParse(c, out _)) is { } odd) return Usage($"`{odd}` is no range of addresses; write it as 10.0.0.0/24");
            string[] texts = [parsed.GetRequiredValue(image), parsed.GetRequiredValue(space), parsed.GetRequiredValue(name), parsed.GetValue(ca) ?? "", parsed.GetRequiredValue(registry), parsed.GetValue(clients) ?? "", .. parsed.GetRequiredValue(environments), .. parsed.GetRequiredValue(modes)];
            if (texts.FirstOrDefault(t => t.Any(c => char.IsControl(c) || c is '"' or '\\')) is { } wrong) return Usage($"`{wrong}` cannot stand in a manifest");
            Console.Out.Write(ManifestText.Of(new ManifestSettings(
                texts[0], texts[1], texts[2], parsed.GetValue(ca), parsed.GetRequiredValue(policy), parsed.GetRequiredValue(timeout), parsed.GetRequiredValue(environments), parsed.GetRequiredValue(modes), texts[4])
            {
                ClientCa = parsed.GetValue(clients), Callers = parsed.GetRequiredValue(callers),
            }));
            return 0;
        });
        return command;
    }

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return 2;
    }
}

/// <summary>What the manifest is made for.</summary>
internal sealed record ManifestSettings(string Image, string Namespace, string Name, string? CaBundle, string FailurePolicy, int Timeout, string[] Environments, string[] Modes, string Registry)
{
    /// <summary>The config map with the authority of callers; null where none is asked for.</summary>
    public string? ClientCa { get; init; }

    /// <summary>Ranges of addresses that may call it; none: all.</summary>
    public string[] Callers { get; init; } = [];
}
