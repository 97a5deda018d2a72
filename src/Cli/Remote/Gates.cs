using System.CommandLine;
using System.Globalization;
using Plumbline.Cli.Commands;

namespace Plumbline.Cli.Remote;

/// <summary>`gate`: a server decides about a release, with the plans and manifests that lie here.</summary>
/// <param name="verb">Asks the server.</param>
internal sealed class Gates(Verb verb)
{
    private const long Largest = 32 << 20;

    /// <summary>The verb.</summary>
    public Command Gate()
    {
        var (system, environment, format) = (Required("--system", "the AI system, by its id or its name in the registry"), Required("--env", "where it is released to: production, staging, …"), Verb.Format());
        var (plans, manifests) = (GateOptions.Many("--plan", "what Terraform is about to do: terraform show -json PLAN > tfplan.json"), GateOptions.Many("--manifest", "what is about to be applied to a cluster"));
        var (first, record) = (new Option<bool>("--first-deploy") { Description = "you assert that it was never released there" }, new Option<bool>("--record") { Description = "write the decision into the server's ledger" });
        var command = new Command("gate", "Say whether a release of an AI system may go ahead, and what stands against it; exit 1 where it may not.") { system, environment, plans, manifests, first, record, format };
        verb.Sets(command, async (parsed, client, cancellation) =>
        {
            _ = Verb.IsJson(parsed.GetValue(format));
            using var form = new MultipartFormDataContent();
            Add(form, "system", parsed.GetRequiredValue(system));
            Add(form, "environment", parsed.GetRequiredValue(environment));
            if (parsed.GetValue(first)) Add(form, "firstDeploy", "true");
            if (parsed.GetValue(record)) Add(form, "record", "true");
            foreach (var plan in parsed.GetRequiredValue(plans)) File(form, "plan", plan);
            foreach (var manifest in parsed.GetRequiredValue(manifests)) File(form, "manifest", manifest);
            var answer = await client.PostAsync("gates", [("format", parsed.GetValue(format))], form, cancellation).ConfigureAwait(false);
            if (answer.Record is { } number) await Console.Error.WriteLineAsync($"plumb: recorded by the server as record {number.ToString(CultureInfo.InvariantCulture)}").ConfigureAwait(false);
            return await Verb.ShowAsync(answer).ConfigureAwait(false);
        });
        return command;
    }

    private static Option<string> Required(string name, string description) => new(name) { Description = description, Required = true };

    // Names stand in quotes: other readers of forms take nothing else.
    private static void Add(MultipartFormDataContent form, string name, string value) => form.Add(new StringContent(value), $"\"{name}\"");

    private static void File(MultipartFormDataContent form, string name, string path)
    {
        try
        {
            if (new FileInfo(path) is { Exists: true, Length: > Largest }) throw new RemoteException($"`{path}` is larger than {Largest >> 20} MiB, which no server takes; decide with `plumb gate` where the files are", Exit.Usage);
            form.Add(new ByteArrayContent(System.IO.File.ReadAllBytes(path)), $"\"{name}\"", Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RemoteException($"`{path}` cannot be read; name the plan or manifest of the release", Exit.Incomplete, e);
        }
    }
}
