using System.Collections.Immutable;
using Plumbline.Collectors.Deployed.GoogleSnapshot.Answers;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Deployed.GoogleSnapshot;

/// <summary>Turns one family of answers into claims.</summary>
internal interface IAnswerReader
{
    /// <summary>What the answers of this family say.</summary>
    IEnumerable<Claim> Read(Snapshot snapshot);
}

/// <summary>The readers, in the order of the README.</summary>
internal static class AnswerReaders
{
    /// <summary>One line each.</summary>
    public static ImmutableArray<IAnswerReader> All { get; } =
    [
        new Endpoints(),
        new Models(),
        new Armor(),
        new AuditPolicies(),
        new Roles(),
        new Sinks(),
        new RequestLogs(),
        new Caches(),
    ];
}
