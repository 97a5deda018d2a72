using System.CommandLine;
using System.Text.Json;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;
using Plumbline.Store.Ledgers;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb gate verify FILE --key PUB --system S --env E`: whether a signed verdict lets this release pass, without asking the gate.</summary>
internal static class GateVerifyCommand
{
    private const int Largest = 4 << 20;

    public static Command Make()
    {
        var file = new Argument<string>("file") { Description = "the verdict that `plumb gate --attest` wrote" };
        var key = new Option<string>("--key") { Description = "the public key that is trusted (PEM)", Required = true };
        var (system, environment) = (GateOptions.System(), GateOptions.Environment());
        var age = new Option<string>("--max-age") { Description = "how old the moment it speaks of may be: 90m, 24h, 7d", DefaultValueFactory = _ => "24h" };
        var artifact = GateOptions.Many("--artifact", "what is deployed and must be named in it: NAME@sha256:DIGEST or a file; a model file is judged as `scan` judges it");
        var registry = GateOptions.Many("--registry", "a folder with registries: model files must have a digest that they approve");
        var command = new Command("verify", "Say whether a signed verdict lets a release pass; only the files that are named are read.") { file, key, system, environment, age, artifact, registry };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(system) is not { Length: > 0 } named || parsed.GetValue(environment) is not { Length: > 0 } where) return Usage("a verdict is about one release; name it with --system and --env");
            if (!GateOptions.TrySpan(parsed.GetRequiredValue(age), out var span)) return Usage($"`{parsed.GetRequiredValue(age)}` is no age; write it as 24h, 90m or 7d");
            var wanted = parsed.GetRequiredValue(artifact);
            return LedgerSession.Guard(() => Verify(
                parsed.GetRequiredValue(file), parsed.GetRequiredValue(key), new WantedVerdict(named, where, [.. wanted.Select(GateOptions.Artifact)], span),
                ModelArtifacts.OfAsync([.. wanted.Where(GateOptions.IsFile)], parsed.GetRequiredValue(registry)).GetAwaiter().GetResult()));
        });
        return command;
    }

    private static int Verify(string file, string keyFile, WantedVerdict wanted, ModelArtifacts models)
    {
        using var key = Keys.Read(keyFile, isPrivate: false);
        var refusal = Read(file) is { } envelope ? SignedVerdict.Refusal(envelope, wanted, key, TimeProvider.System.GetUtcNow()) : "it is no envelope that holds a signed statement";
        refusal = refusal is null ? models.Refusal : $"`{file}` does not let it pass: {refusal}";
        if (models.Note is { } note) Console.Error.WriteLine($"plumb: {Safe(note)}");
        var isAllowed = refusal is null && models.Unknown is null;
        Console.WriteLine(isAllowed
            ? $"allow  {wanted.System} in {wanted.Environment}: signed by {Keys.Fingerprint(key)[..16]}"
            : $"refuse  {wanted.System} in {wanted.Environment}: {Safe(refusal ?? models.Unknown!)}");
        return isAllowed ? Exit.InLine : refusal is not null ? Exit.OutOfLine : Exit.Incomplete;
    }

    private static Envelope? Read(string file)
    {
        byte[] text;
        try
        {
            if (new FileInfo(file) is { Exists: true, Length: > Largest }) return null;
            text = File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LedgerException($"`{file}` cannot be read; name a file that `plumb gate --attest` wrote", e);
        }

        try
        {
            using var json = JsonDocument.Parse(text, new JsonDocumentOptions { MaxDepth = 16, AllowDuplicateProperties = false });
            return Envelope.Read(json.RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Safe(string text) => string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static int Usage(string message)
    {
        Console.Error.WriteLine($"plumb: {message}");
        return Exit.Usage;
    }
}
