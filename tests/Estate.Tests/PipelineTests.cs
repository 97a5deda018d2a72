using System.Diagnostics;
using Xunit;

namespace Plumbline.Estate.Tests;

/// <summary>The pipelines of `samples/ci`: their steps as they are written, run by the shell as the runners do.</summary>
public sealed class PipelineTests
{
    private sealed record Step(string Job, string Script);

    private static readonly string Ci = Path.Combine(Plumb.Root, "samples", "ci");

    /// <summary>The scripts under `run: |`, and the lines under `script:`, with the job that they stand in.</summary>
    private static List<Step> StepsOf(params string[] path)
    {
        var (steps, job, isScript) = (new List<Step>(), "", false);
        var lines = File.ReadAllLines(Path.Combine([Ci, .. path]));
        for (var i = 0; i < lines.Length; i++)
        {
            var (line, depth) = (lines[i].Trim(), lines[i].Length - lines[i].TrimStart().Length);
            if (line is "gate:" or "deploy:") job = line.TrimEnd(':');
            if (isScript && line.StartsWith("- ", StringComparison.Ordinal)) steps.Add(new Step(job, line[2..]));
            else isScript = line == "script:";
            if (!line.EndsWith("run: |", StringComparison.Ordinal)) continue;
            var block = lines.Skip(i + 1).TakeWhile(l => l.Length - l.TrimStart().Length > depth).Select(l => l.Trim());
            steps.Add(new Step(job, string.Join('\n', block)));
        }

        return steps;
    }

    private static List<Step> GitHub() => StepsOf("github", "release.yml");

    private static List<Step> GitLab() => StepsOf("gitlab", "release.gitlab-ci.yml");

    public static TheoryData<string, string, int> Cases() => new()
    {
        { "github", "kyc-summaries", 0 }, { "github", "loan-decisioning", 1 }, { "gitlab", "kyc-summaries", 0 }, { "gitlab", "loan-decisioning", 1 },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_pipeline_deploys_what_the_gate_allows_and_nothing_else(string kind, string system, int exit)
    {
        Plumb.NeedGrammars();
        var folder = Prepare();
        var steps = kind == "github" ? GitHub() : GitLab();
        Assert.Equal(["gate", "deploy"], steps.Select(s => s.Job).Distinct());
        var (ran, last) = (new List<string>(), 0);
        foreach (var step in steps.TakeWhile(_ => last == 0))
        {
            ran.Add(step.Job);
            last = Shell(folder, step.Script, system);
        }

        Assert.Equal(exit, last);
        Assert.Equal(exit == 0, File.Exists(Path.Combine(folder, "deployed")));
        Assert.Equal(exit == 0, ran.Contains("deploy"));
    }

    [Fact]
    public void The_second_job_refuses_a_verdict_of_another_system()
    {
        Plumb.NeedGrammars();
        var folder = Prepare();
        var steps = GitHub();
        Assert.Equal(0, Shell(folder, steps[0].Script, "kyc-summaries"));
        Assert.Equal(1, Shell(folder, steps.First(s => s.Job == "deploy").Script, "policy-letters"));
        File.WriteAllText(Path.Combine(folder, "verdict.json"), "{}");
        Assert.Equal(1, Shell(folder, steps.First(s => s.Job == "deploy").Script, "kyc-summaries"));
    }

    private static string Prepare()
    {
        var folder = Directory.CreateTempSubdirectory("plumb-pipeline-").FullName;
        Directory.Move(Plumb.Copy(Plumb.Bank), Path.Combine(folder, "estate"));
        Assert.Equal(0, Plumb.Run("ledger", "key", "--to", Path.Combine(folder, "gate.key")).ExitCode);
        File.Copy(Path.Combine(folder, "gate.key.pub"), Path.Combine(folder, "gate.pub"));
        File.Copy(Path.Combine(folder, "gate.key"), Path.Combine(folder, "gate.key.copy"));
        var bin = Directory.CreateDirectory(Path.Combine(folder, "bin")).FullName;
        Script(Path.Combine(bin, "plumb"), $"#!/bin/sh\nexec dotnet '{Plumb.Program}' \"$@\"\n");
        Script(Path.Combine(folder, "deploy.sh"), "#!/bin/sh\ntouch deployed\n");
        return folder;
    }

    private static void Script(string path, string text)
    {
        File.WriteAllText(path, text);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    // The sample pins its moment, which lies behind.
    private static string Aged(string script) => script.Replace("--max-age 24h", "--max-age 90000h", StringComparison.Ordinal);

    private static int Shell(string folder, string script, string system)
    {
        var start = new ProcessStartInfo("bash", ["-e", "-o", "pipefail", "-c", Aged(script)]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in new Dictionary<string, string>
        {
            ["PATH"] = Path.Combine(folder, "bin") + ":" + Environment.GetEnvironmentVariable("PATH"), ["PLUMB_RULES"] = Path.Combine(Plumb.Root, "rules"), ["PLUMB_GRAMMARS"] = Plumb.Grammars,
            ["PLUMB_HOME"] = Path.Combine(folder, "home"), ["RUNNER_TEMP"] = folder, ["SYSTEM"] = system, ["ENVIRONMENT"] = "production", ["ESTATE"] = "estate",
            // One pipeline is handed the key's text, the other a file.
            ["GATE_KEY"] = script.Contains("--sign \"$GATE_KEY\"", StringComparison.Ordinal) ? Path.Combine(folder, "gate.key") : File.ReadAllText(Path.Combine(folder, "gate.key.copy")),
        }) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        _ = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        TestContext.Current.TestOutputHelper?.WriteLine(errors.Result);
        return process.ExitCode;
    }
}
