using Plumbline.Guardrails.Models;
using Xunit;

namespace Plumbline.Guardrails.Tests.Models;

/// <summary>What is said of bytes.</summary>
internal static class Judged
{
    public static ModelReport Pickle(string program) => Bytes(Assembler.Pickle(program));

    public static ModelReport Bytes(byte[] bytes, Budget? budget = null) => ModelJudge.Judge(new MemoryArtifact(bytes), budget, TestContext.Current.CancellationToken);
}
