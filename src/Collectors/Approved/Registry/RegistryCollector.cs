using System.Runtime.CompilerServices;
using Plumbline.Collectors.Files.Git;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Registries;
using Plumbline.Posture.Scans;

namespace Plumbline.Collectors.Approved.Registry;

/// <summary>Reads `plumbline: registry/v1` files: what people signed off.</summary>
/// <param name="commits">What proves approvals that files write; null where nobody said whose signatures count.</param>
public sealed class RegistryCollector(SignedCommits? commits = null) : ICollector
{
    internal const string Source = "registry";

    /// <inheritdoc/>
    public string Name => Source;

    /// <inheritdoc/>
    public Plane Plane => Plane.Approved;

    /// <inheritdoc/>
    public IReadOnlyList<Property> Words => [.. ThirdParties.Words, .. EntryStatements.Words, .. PosturePolicies.Words, .. Accountability.Words];

    /// <inheritdoc/>
    public async IAsyncEnumerable<Claim> CollectAsync(Scope scope, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var proofs = commits is null ? null : new CommitProofs(commits, scope.Registry?.Governance ?? Governance.None, scope);
        var sift = scope.Registry is not null || proofs is not null ? new EntrySift(scope.Registry, scope, proofs) : null;
        var pages = RegistryFiles.Read(scope, sift, cancellation);
        var book = new Book(pages, scope);
        var statements = new Statements();
        foreach (var problem in pages.Problems) Report(problem, book, statements);
        if (pages.Files.Count > 0) State(book, pages, scope.Registry?.Governance ?? Governance.None, statements);
        if (scope.Registry is { } kept) foreach (var promotion in PromotedVersions.Claims(kept)) yield return promotion;
        if (sift is not null) EntryStatements.State(scope.Registry, sift, statements);
        foreach (var claim in statements.Claims) yield return claim;
        await Task.CompletedTask;
    }

    private static void State(Book book, Pages pages, Governance kept, Statements statements)
    {
        var start = new Origin(Source, pages.Files[0], 1);
        statements.Cover(Reach.Everything, start, "workload.contradictions");
        if (book.HasSection("systems")) statements.Cover(Reach.Everything, start, "workload.registered", "account.workloads");
        if (book.HasSection("agents")) statements.Cover(Reach.Everything, start, "agent.registered");
        if (book.HasSection(PostureDocument.Section)) statements.Cover(Reach.Everything, start, "agent.registered");
        if (book.HasSection("mcp-servers")) statements.Cover(Reach.Everything, start, "mcp-server.registered");
        if (book.HasSection("guardrails")) statements.Cover(Reach.Everything, start, "guardrail.registered");
        if (book.HasSection("gate-overrides")) statements.Cover(Reach.Everything, start, "workload.overrides");
        if (book.HasSection("models")) statements.Cover(Reach.Everything, start, "workload.catalogue");
        if (book.HasSection("datasets")) statements.Cover(Reach.Everything, start, "dataset.registered", "dataset.record");
        if (book.HasSection("fine-tunes")) statements.Cover(Reach.Everything, start, "fine-tune.registered", "fine-tune.card");
        // Who keeps a register of datasets need not list the models too: the data says which it documents.
        if (book.HasSection("datasets") || book.HasSection("fine-tunes"))
            statements.Cover(Reach.Everything, start, "fine-tune.trainingData", "fine-tune.madeBy", "fine-tune.permittedData");
        Systems.State(book, pages, statements);
        Accountability.State(book, statements);
        Accounts.State(book, statements);
        ModelLists.State(book, statements);
        var prompts = new Prompts(book, statements);
        Suites.State(book, statements);
        foreach (var workload in book.Workloads) new WorkloadWords(workload, book, statements).State(prompts);
        Agents.State(book, statements);
        PosturePolicies.State(book, statements);
        McpServers.State(book, statements);
        Guardrails.State(book, statements);
        Datasets.State(book, statements);
        FineTunes.State(book, statements);
        ThirdParties.State(book, statements);
        Recalls.State(book, statements);
        Promoted.State(book, statements);
        Waived.State(book, statements);
        Gates.State(book, statements);
        SharedKeys.State(book, kept, statements);
    }

    private static void Report(Problem problem, Book book, Statements statements)
    {
        var impact = Impact.Of(problem, book);
        foreach (var reach in impact.Reaches)
            statements.Unreadable(reach, problem.Reason, problem.Fix, new Origin(Source, problem.File, problem.Line), impact.Speaks);
    }
}
