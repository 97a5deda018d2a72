using System.CommandLine;
using Plumbline.Server.Access.Accounts;
using Plumbline.Server.Admission;
using Plumbline.Server.Serving;
using Plumbline.Server.Sources;

var serve = ServeCommand.Make();
var root = new RootCommand("Answers while it runs: what `plumb` decides once, for whoever asks over the network.") { AdmissionCommand.Make(), serve, AccountCommand.Make(), SourcesCommand.Make() };
if (args is ["serve", .. var rest])
{
    var variables = Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>().ToDictionary(v => (string)v.Key, v => v.Value as string ?? "", StringComparer.Ordinal);
    var (all, settings, problem) = GivenSettings.Of(serve, rest, variables);
    if (problem is not null)
    {
        await Console.Error.WriteLineAsync($"plumb: {problem}").ConfigureAwait(false);
        return 2;
    }

    if (all.Contains("--print-config") && settings.Length > 0)
    {
        Console.Write(GivenSettings.Text(settings));
        return 0;
    }

    args = ["serve", .. all];
}

var parsed = root.Parse(args);
// A judgement that has begun ends first, within what supervisors wait before they kill.
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(25) }).ConfigureAwait(false);
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync($"plumb: {(error.Message.Length == 0 ? "" : char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.').Replace('\'', '`'))}").ConfigureAwait(false);
await Console.Error.WriteLineAsync("plumb: `plumb VERB --help` lists the options").ConfigureAwait(false);
return 2;
