using System.CommandLine;
using Plumbline.Server.Admission;
using Plumbline.Server.Sources;

var root = new RootCommand("Answers while it runs: what `plumb` decides once, for whoever asks over the network.") { AdmissionCommand.Make(), SourcesCommand.Make() };
var parsed = root.Parse(args);
if (parsed.Errors.Count == 0) return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
foreach (var error in parsed.Errors)
    await Console.Error.WriteLineAsync($"plumb: {(error.Message.Length == 0 ? "" : char.ToLowerInvariant(error.Message[0]) + error.Message[1..].TrimEnd('.').Replace('\'', '`'))}").ConfigureAwait(false);
await Console.Error.WriteLineAsync("plumb: `plumb VERB --help` lists the options").ConfigureAwait(false);
return 2;
