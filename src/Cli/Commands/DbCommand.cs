using System.CommandLine;
using System.Globalization;
using Plumbline.Collectors.Declared.Packages.Advisories;
using Plumbline.Posture.Rules;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb db import | status`: the advisories that packages are compared with, kept at home and read without a network.</summary>
internal static class DbCommand
{
    // The smallest archive of the six ecosystems holds several hundred records.
    private const int FewestOfEcosystem = 300;

    /// <summary>The imported advisories.</summary>
    public static AdvisoryStore Store => new(Path.Combine(LastScan.Home, "db"));

    public static Command Make()
    {
        var archive = new Argument<string>("archive") { Description = "an OSV archive (all.zip), a folder of OSV records, one record, or one record a line" };
        var complete = new Option<bool>("--complete") { Description = "the source holds every advisory of its ecosystems; an archive always does" };
        var import = new Command("import", "Read advisories in the OSV format and keep what they say.") { archive, complete };
        import.SetAction((parsed, cancellation) => ImportAsync(parsed.GetRequiredValue(archive), parsed.GetValue(complete), cancellation));
        var status = new Command("status", "Say which advisories are kept, and how old they are.");
        status.SetAction((_, _) => StatusAsync(TimeProvider.System.GetUtcNow()));
        return new Command("db", "Keep advisories for scans without a network.") { import, status };
    }

    private static async Task<int> ImportAsync(string path, bool isComplete, CancellationToken cancellation)
    {
        var read = new OsvArchive();
        if (read.Read(path, cancellation) is { } problem) return await FailAsync(problem, Exit.Usage).ConfigureAwait(false);
        if (read.Records.Count == 0) return await FailAsync($"`{path}` holds no OSV record; name an archive, a folder or a file of OSV records", Exit.Usage).ConfigureAwait(false);
        // A record speaks of several ecosystems; the archive is whole for the one that all its records speak of, unless it is too small to be one.
        var states = Store.Add(read, name => isComplete ? read.Lines.Keys.Any(k => k.Ecosystem == name) : read.IsArchive && read.Records.Count >= FewestOfEcosystem && read.Broken == 0 && read.Cut == 0 && read.Common.Contains(name), out var unwritten);
        if (unwritten is not null) return await FailAsync(unwritten, Exit.Incomplete).ConfigureAwait(false);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{read.Records.Count} records read, {read.Withdrawn} of them withdrawn")).ConfigureAwait(false);
        await WriteAsync(states).ConfigureAwait(false);
        if (read.Cut > 0)
        {
            await Session.FailAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{read.Cut} records name more than {OsvArchive.MostVersions} versions of a package or {OsvArchive.MostEvents} events of a range and were cut there, the first is `{read.FirstCut}`; look up what it says of your version at osv.dev")).ConfigureAwait(false);
        }

        if (read.Broken == 0) return read.Cut == 0 ? Exit.InLine : Exit.Incomplete;
        return await FailAsync(string.Create(CultureInfo.InvariantCulture, $"{read.Broken} files or lines are no OSV records and were left out, the first is `{read.FirstBroken}`; fetch the archive again"), Exit.Incomplete).ConfigureAwait(false);
    }

    private static async Task<int> StatusAsync(DateTimeOffset now)
    {
        if (Store.File is not { } file)
        {
            await Console.Out.WriteLineAsync("no advisories are kept; run `plumb db import ARCHIVE`").ConfigureAwait(false);
            return Exit.InLine;
        }

        if (AdvisoryIndex.Read(file, _ => { }, out var problem) is not { } index) return await FailAsync($"{problem}; run `plumb db import ARCHIVE` again", Exit.Incomplete).ConfigureAwait(false);
        await WriteAsync(index.States, now).ConfigureAwait(false);
        return Exit.InLine;
    }

    private static async Task WriteAsync(IEnumerable<EcosystemState> states, DateTimeOffset? now = null)
    {
        foreach (var state in states)
        {
            var age = now is { } at && Instants.TryParse(state.Newest, out var newest) ? string.Create(CultureInfo.InvariantCulture, $", {Math.Max(0, (int)(at - newest).TotalDays)} days ago") : "";
            await Console.Out.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{state.Name}: {state.Count} advisories, {(state.IsWhole ? "all of the ecosystem" : "some of the ecosystem")}, newest change {state.Newest}{age}")).ConfigureAwait(false);
        }
    }

    private static async Task<int> FailAsync(string message, int exit)
    {
        await Session.FailAsync(message).ConfigureAwait(false);
        return exit;
    }
}
