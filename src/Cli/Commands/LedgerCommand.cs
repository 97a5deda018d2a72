using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Plumbline.Store.Ledgers;
using Plumbline.Store.Records;

namespace Plumbline.Cli.Commands;

/// <summary>`plumb ledger verify | show | checkpoint | rebuild | key`: what was recorded, and whether it is what was written.</summary>
internal static class LedgerCommand
{
    public static Command Make() => new("ledger", "Show what was recorded, and prove that it is what was written.") { Verify(), Show(), Checkpoint(), Rebuild(), Key() };

    private static Command Verify()
    {
        var checkpoints = new Option<string[]>("--checkpoint") { Description = "a signed checkpoint that was kept elsewhere; may be repeated", AllowMultipleArgumentsPerToken = false, DefaultValueFactory = _ => [] };
        var (key, store) = (new Option<string?>("--key") { Description = "the public key that checkpoints are signed with (PEM)" }, Options.Store());
        var command = new Command("verify", "Compute every hash again and say which record was altered, removed, reordered or inserted.") { checkpoints, key, store };
        command.SetAction(parsed => LedgerSession.Run(parsed.GetValue(store), mustExist: true, ledger => VerifyIn(ledger, parsed.GetRequiredValue(checkpoints), parsed.GetValue(key))));
        return command;
    }

    private static int VerifyIn(Ledger ledger, string[] files, string? keyFile)
    {
        if (files.Length > 0 && keyFile is null) throw new LedgerException("a checkpoint is worth what its signature is; name the public key with --key");
        using var key = keyFile is null ? null : Keys.Read(keyFile, isPrivate: false);
        var checkpoints = files.Select(f => LedgerSession.ReadCheckpoint(f, key!)).ToList();
        using var progress = new LedgerProgress("verifying");
        var found = Verification.Of(ledger.Store, checkpoints, progress.At);
        progress.Dispose();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{ledger.Store.Place}: {found.Records} records read with {ledger.Store.Engine}"));
        foreach (var fault in found.Faults) Console.WriteLine($"  {fault.Message}");
        if (found.Faults.Length > 0)
        {
            Console.WriteLine("the ledger is not what was written");
            return Exit.OutOfLine;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"every record follows from the one in front of it up to {found.Tip.Number}, {Convert.ToHexStringLower(found.Tip.Hash.AsSpan())[..16]}…; every projection is what the records say"));
        Console.WriteLine(checkpoints.Count == 0
            ? "without a signed checkpoint this does not prove that nobody wrote the whole ledger and every hash anew, or took records from its end; see `plumb ledger checkpoint --help`"
            : string.Create(CultureInfo.InvariantCulture, $"{checkpoints.Count} signed checkpoints agree, the newest with record {checkpoints.Max(c => c.Number)}; what came after it is proven by its hashes only"));
        return Exit.InLine;
    }

    private static Command Show()
    {
        var (kind, subject) = (new Option<string?>("--kind") { Description = "only records of this kind: scan, claim, finding, approval, …" }, new Option<string?>("--subject") { Description = "only records about this, e.g. workload:checkout" });
        var (after, most, store) = (new Option<long>("--after") { Description = "only records behind this number" }, new Option<int>("--most") { Description = "how many at most, the last ones", DefaultValueFactory = _ => 20 }, Options.Store());
        var format = new Option<string>("--format") { Description = "terminal or json (one record a line)", DefaultValueFactory = _ => "terminal" };
        var command = new Command("show", "List records, the newest last.") { kind, subject, after, most, format, store };
        command.SetAction(parsed => LedgerSession.Run(parsed.GetValue(store), mustExist: true, ledger => ShowIn(
            ledger, new Wanted(parsed.GetValue(kind), parsed.GetValue(subject), parsed.GetValue(after), parsed.GetRequiredValue(most)), parsed.GetRequiredValue(format) == "json")));
        return command;
    }

    private static int ShowIn(Ledger ledger, Wanted wanted, bool isJson)
    {
        var last = new Queue<Record>();
        var left = 0L;
        bool Visit(in RecordView record)
        {
            if (record.Number <= wanted.After || (wanted.Kind is { } kind && Encoding.UTF8.GetString(record.Kind) != kind)) return true;
            last.Enqueue(record.Keep());
            if (last.Count <= wanted.Most) return true;
            last.Dequeue();
            left++;
            return true;
        }

        if (wanted.Subject is { } subject) ledger.Store.ReadSubject(subject, Visit);
        else ledger.Store.Read(wanted.After, Visit);
        foreach (var record in last) Console.WriteLine(isJson ? Json(record) : Line(record));
        if (left > 0) Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"plumb: {left} older records are not shown; raise --most or choose with --kind, --subject, --after"));
        return Exit.InLine;
    }

    private static string Json(Record record) => Encoding.UTF8.GetString(Plumbline.Store.Recordings.BodyText.Of(json =>
    {
        json.WriteNumber("number", record.Number);
        json.WriteString("time", Instant.Write(record.Time));
        json.WriteString("moment", Instant.Write(record.Moment));
        json.WriteString("kind", record.Kind);
        json.WriteString("estate", record.Estate);
        json.WriteString("subject", record.Subject);
        json.WriteString("actor", record.Actor);
        json.WritePropertyName("body");
        json.WriteRawValue(record.Body.Span);
        json.WriteString("hash", record.Hash);
    }));

    private static string Line(Record record) => string.Create(
        CultureInfo.InvariantCulture, $"{record.Number,7}  {record.Time:yyyy-MM-dd HH:mm:ss}  {record.Kind,-10}  {record.Subject}  {record.Actor}  {Encoding.UTF8.GetString(record.Body.Span)}");

    private static Command Checkpoint()
    {
        var (key, to, store) = (new Option<string>("--key") { Description = "the private key to sign with (PEM)", Required = true }, new Option<string?>("--to") { Description = "the file to write; keep it where nobody who writes the ledger can" }, Options.Store());
        var command = new Command("checkpoint", "Sign the head of the ledger, to be kept elsewhere: whoever rewrites the ledger cannot rewrite that.") { key, to, store };
        command.SetAction(parsed => LedgerSession.Run(parsed.GetValue(store), mustExist: true, ledger =>
        {
            using var secret = Keys.Read(parsed.GetRequiredValue(key), isPrivate: true);
            if (ledger.Tip.Number == 0) throw new LedgerException($"`{ledger.Store.Place}` holds no record yet; run `plumb scan PATH --record`");
            var text = Plumbline.Store.Ledgers.Checkpoint.Sign(ledger.Tip, TimeProvider.System.GetUtcNow(), secret).Write();
            if (parsed.GetValue(to) is { } file) LedgerSession.WriteFile(file, text);
            else Console.Write(text);
            return Exit.InLine;
        }));
        return command;
    }

    private static Command Rebuild()
    {
        var store = Options.Store();
        var command = new Command("rebuild", "Make every projection again from the records.") { store };
        command.SetAction(parsed => LedgerSession.Run(parsed.GetValue(store), mustExist: true, ledger =>
        {
            ledger.Rebuild();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"projections made again from {ledger.Tip.Number} records"));
            return Exit.InLine;
        }));
        return command;
    }

    private static Command Key()
    {
        var to = new Option<string>("--to") { Description = "the file of the private key; the public one lies beside it as FILE.pub", Required = true };
        var command = new Command("key", "Make a key pair for checkpoints, verdicts and approvals (ECDSA P-256).") { to };
        command.SetAction(parsed => LedgerSession.Guard(() =>
        {
            var file = parsed.GetRequiredValue(to);
            if (File.Exists(file)) throw new LedgerException($"`{file}` is there already; name another file");
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            LedgerSession.WriteFile(file, key.ExportPkcs8PrivateKeyPem() + "\n", isSecret: true);
            LedgerSession.WriteFile(file + ".pub", key.ExportSubjectPublicKeyInfoPem() + "\n");
            Console.WriteLine($"`{file}` signs, `{file}.pub` verifies; key {Keys.Fingerprint(key)[..16]}");
            return Exit.InLine;
        }));
        return command;
    }

    private sealed record Wanted(string? Kind, string? Subject, long After, int Most);
}
