using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

public class ModelCorpusProbe
{
    [Fact]
    public void Probe()
    {
        if (Environment.GetEnvironmentVariable("PROBE") is not { } folder) return;
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order())
        {
            var r = ModelJudge.Judge(new MemoryArtifact(File.ReadAllBytes(file)));
            Console.WriteLine($"{r.Verdict,-10} {r.Danger,-8} {r.Format,-14} {Path.GetRelativePath(folder, file)} :: {string.Join("; ", r.Signs.Take(3).Select(s => $"{s.Kind}({s.Subject})"))} {string.Join("; ", r.NotScanned.Take(2).Select(n => n.Why))}");
        }
    }
}
