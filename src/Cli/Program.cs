using System.CommandLine;
using Plumbline.Cli.Commands;
using Plumbline.Cli.Remote;

var root = new RootCommand("Compares what was approved, declared, deployed and observed of every AI workload, and says where they part.")
{
    ScanCommand.Make(),
    ExplainCommand.Make(),
    WaiveCommand.Make(),
    LineageCommand.Make(),
    DriftCommand.Make(),
    HistoryCommand.Make(),
    BomCommand.Make(),
    RulesCommand.Make(),
    DecideCommand.Make(),
    GovernanceCommand.Make(),
    DiagnoseCommand.Make(),
    DbCommand.Make(),
    GateCommand.Make(),
    AdmissionCommand.Make(),
    SourcesCommand.Make(),
    EvalCommand.Make(),
    LedgerCommand.Make(),
    BackupCommand.Backup(),
    BackupCommand.Restore(),
    RegistryCommand.Make(),
    PromptCommand.Make(),
    ProposeCommand.Make(),
    ApproveCommand.Approve(),
    ApproveCommand.Reject(),
    ApproveCommand.Retire(),
    PromoteCommand.Make(),
    new Option<string?>(ServerChoice.Flag) { Description = "ask this running server instead; with it `--help` lists what servers answer (default: PLUMB_SERVER)", Recursive = true },
};

var choice = ServerChoice.Of(args, Environment.GetEnvironmentVariable);
if (choice.Url is not null) root = ServerVerbs.Make(choice, Environment.GetEnvironmentVariable, [.. root.Subcommands]);
var parsed = root.Parse(choice.Rest);
if (parsed.Errors.Count == 0)
{
    try
    {
        return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false }).ConfigureAwait(false);
    }
    catch (OperationCanceledException)
    {
        return Exit.Stopped;
    }
    catch (IOException e)
    {
        // Whoever closed the pipe has read enough.
        if (!e.Message.Contains("Broken pipe", StringComparison.Ordinal)) await Console.Error.WriteLineAsync("plumb: the report cannot be written to standard output; see that there is room and that it is open").ConfigureAwait(false);
        return Exit.Incomplete;
    }
}

foreach (var error in parsed.Errors) await Console.Error.WriteLineAsync($"plumb: {Sentence(error.Message)}").ConfigureAwait(false);
await Console.Error.WriteLineAsync("plumb: `plumb --help` lists the verbs, `plumb VERB --help` their options").ConfigureAwait(false);
return Exit.Usage;

static string Sentence(string message) => message.Length == 0 ? message : char.ToLowerInvariant(message[0]) + message[1..].TrimEnd('.').Replace('\'', '`');
