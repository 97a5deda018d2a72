using Plumbline.Posture.Scans;

namespace Plumbline.Reports.Terminal;

/// <summary>Accounts line by line: what posture tools counted, beside what their AI assets look like.</summary>
internal static class AccountTable
{
    private const int Shown = 8;

    /// <summary>Writes the lines; nothing where no posture tool's results were imported.</summary>
    public static void Write(Report report, TextWriter to, Ink ink)
    {
        var accounts = report.Accounts;
        if (accounts.All(a => a.Imports.IsEmpty)) return;
        to.WriteLine($"  {ink.Bold("ACCOUNTS")}  what posture tools counted, and what AI looks like");
        foreach (var account in accounts.Where(a => a.Ai is not null).Take(Shown))
        {
            var name = account.Name is { } said && said != account.Account ? $"{account.Account} {said}" : account.Account;
            to.WriteLine($"    {name,-28}  {Ai(account.Ai!)}");
            if (account.Imports.IsEmpty) to.WriteLine($"    {"",-28}  {ink.Faint("CSPM: not imported")}");
            foreach (var import in account.Imports)
                to.WriteLine($"    {"",-28}  CSPM: {import.Critical} critical, {import.High} high, {import.Medium} medium, {import.Low} low {ink.Faint($"({import.Tool}, {import.Passed} passed)")}");
            if (account.Linked is { } linked) to.WriteLine($"    {"",-28}  {ink.Faint($"{linked} of its failed checks on what AI rests on, {account.NotLinked} on the rest")}");
        }

        var others = accounts.Count(a => a.Ai is null);
        if (others > 0) to.WriteLine(ink.Faint($"    … and {others} without AI assets: --format json shows all"));
        to.WriteLine();
    }

    private static string Ai(AiCount ai) => $"AI:   {ai.Critical} critical, {ai.High} high, {ai.Medium} medium, {ai.Low} low, {ai.NotEvaluable} not evaluable";
}
