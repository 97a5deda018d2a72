using System.Collections.Immutable;
using Plumbline.Cel.Types;
using static Plumbline.Posture.Assets.AssetKind;

namespace Plumbline.Posture.Assets;

/// <summary>The words that planes may use of assets, and so the names that rules may use.</summary>
public sealed class Vocabulary
{
    private readonly ImmutableDictionary<(AssetKind, string), Property> words;

    private Vocabulary(ImmutableDictionary<(AssetKind, string), Property> words) => this.words = words;

    /// <summary>Facts that every asset has or lacks; rules read them as `asset.environment`.</summary>
    public static ImmutableArray<(string Name, CelType Type, string Meaning)> Facts { get; } =
    [
        ("name", CelType.String, "the name people use"),
        ("environment", CelType.String, "development, staging, production or what the registry calls it"),
        ("account", CelType.String, "the cloud account it lives in"),
        ("region", CelType.String, "the region it lives in"),
        ("regulated", CelType.Bool, "stricter rules apply: the account or the system is regulated"),
        ("criticality", CelType.String, "low, medium, high"),
        ("risk", CelType.String, "risk class under the EU AI Act: minimal, limited, high"),
        ("owner", CelType.String, "the team that answers for it"),
        ("data", CelType.List(CelType.String), "data classes it handles: customer-pii, …"),
        ("autonomy", CelType.String, "agent where a model decides what to do next, application where code does"),
        ("registered", CelType.Bool, "a registry knows it"),
    ];

    private static readonly ImmutableArray<AssetKind> Checkable =
        [Workload, Agent, Guardrail, Endpoint, Gateway, Model, FineTune, Dataset, Pipeline, VectorStore, Corpus, DataStore, Bucket];

    /// <summary>The kinds of asset that data lies in or flows through.</summary>
    public static ImmutableArray<AssetKind> Holders { get; } =
        [Dataset, FineTune, VectorStore, Corpus, Bucket, DataStore, Pipeline, Endpoint, Agent, Workload, Tool, LogSink, McpServer];

    private static readonly ImmutableArray<AssetKind> Resting = [Model, FineTune, Dataset, VectorStore, Corpus, Pipeline, Endpoint, Agent, Workload];

    private static readonly ImmutableArray<Property> Shared =
    [
        .. Holders.Select(k => new Property(k, "classes", LineageShapes.DataClass, true, "classes of data it holds: found, stated, or inherited from what flows into it", IsIncidental: true, IsOptional: true)),
        .. Checkable.Select(k => new Property(k, "posture", Shapes.Check, true, "checks that posture tools report as failed or muted", IsImported: true)),
        .. Checkable.Select(k => new Property(k, "affects", LineageShapes.Dependent, true, "AI assets that depend on it, where a check fails on it", IsImported: true)),
        .. ((AssetKind[])[Model, FineTune, Dataset]).SelectMany(k => (Property[])
        [
            new(k, "digests", CelType.String, true, "hashes (SHA-256) approved for its files", IsOptional: true),
            new(k, "recalled", LineageShapes.Recall, true, "where a registry takes back its trust", IsOptional: true),
            new(k, "suspicions", LineageShapes.Suspicion, true, "why it is not to be trusted: judged malicious, changed since it was approved, recalled", IsOptional: true),
            new(k, "dependents", LineageShapes.Resting, true, "what rests on it, where it is not to be trusted", IsOptional: true),
        ]),
        .. Resting.Select(k => new Property(k, "restsOn", LineageShapes.Ground, true, "models and data under it that are not to be trusted", IsIncidental: true, IsOptional: true)),
        .. ((AssetKind[])[Workload, Guardrail, Account]).Select(k =>
            new Property(k, "detections", Shapes.Detection, true, "what threat detection saw of it", IsImported: k != Guardrail)),

        new(Workload, "models", Shapes.ModelRef, true, "model ids: approved for it, written in its code, configured, or that answered"),
        new(Workload, "catalogue", Shapes.Listing, true, "approved models on the list in force for its account and itself", IsDerived: true),
        new(Workload, "regions", CelType.String, true, "regions in which its data may be processed"),
        new(Workload, "interfaces", CelType.String, true, "VPC endpoints approved for model traffic"),
        new(Workload, "suites", Shapes.Suite, true, "eval suites it must pass"),
        new(Workload, "evals", Shapes.EvalRun, true, "eval runs of those suites", new Borrowing("tested-by", EvalSuite, "runs")),
        new(Workload, "prompts", Shapes.PromptVersion, true, "system prompts: approved versions, or found in its code"),
        new(Workload, "promptLines", Shapes.PromptLine, true, "system prompts line by line: approved, in its code, or sent"),
        new(Workload, "storedPrompts", PromptShapes.StoredPrompt, true, "versions that prompt stores give it, or give its environment, of its prompts", IsIncidental: true, IsOptional: true),
        new(Workload, "fetches", PromptShapes.Fetch, true, "prompts that its code asks prompt stores for", IsOptional: true),
        new(Workload, "storedLines", Shapes.PromptLine, true, "those versions line by line", IsIncidental: true, IsOptional: true),
        new(Workload, "signOffs", Shapes.SignOff, true, "reviews behind its approved prompt versions"),
        new(Workload, "caching", Shapes.Caching, true, "what the provider's prompt cache did for it, by model", IsOptional: true),
        new(Workload, "interventions", Shapes.Intervention, true, "answers that a guardrail changed or blocked", IsOptional: true),
        new(Workload, "guardrail", Shapes.GuardrailUse, false, "the guardrail it must use, or is configured with"),
        new(Workload, "tools", Shapes.ToolDefinition, true, "tool definitions approved for it, or sent with its calls"),
        new(Workload, "endpoints", CelType.String, true, "model endpoints its code names, or approved for it"),
        new(Workload, "actions", CelType.String, true, "IAM actions: approved for its role, or allowed by its policies", IsIncidental: true),
        new(Workload, "surface", Shapes.Grant, true, "rights approved for it, or what its role may do action by action", IsIncidental: true),
        new(Workload, "logControl", Shapes.LogControl, true, "rights of its role that end or thin out the logs of its account", IsIncidental: true),
        new(Workload, "writes", Shapes.Deed, true, "changes it made to stored data, in the audit trail", IsIncidental: true, IsOptional: true),
        new(Workload, "calls", Shapes.Call, true, "model calls in the audit trail"),
        new(Workload, "invocations", Shapes.Invocation, true, "model invocations in the invocation log"),
        new(Workload, "safety", Shapes.SafetySetting, true, "safety settings approved for its requests, or sent with them"),
        new(Workload, "caches", Shapes.CacheEntry, true, "prompts that its provider keeps cached under a name", IsIncidental: true),
        new(Workload, "trailed", CelType.List(CelType.String), false, "request ids of its model calls in the audit trail"),
        new(Workload, "logged", CelType.List(CelType.String), false, "request ids of its model calls in the invocation log"),
        new(Workload, "enforced", Shapes.Enforcement, true, "guardrails that its account puts on calls", new Borrowing("lives-in", Account, "enforced", IsLost: true), IsOptional: true),
        new(Workload, "configured", Shapes.ModelRef, true, "model ids that the variables of its deployment name", IsOptional: true),
        new(Workload, "guardrails", Shapes.GuardrailUse, true, "guardrails that the variables of its deployment name", IsOptional: true),
        new(Workload, "logRetention", Shapes.LogRetention, true, "how long the logs of its account are kept", new Borrowing("lives-in", Account, "logRetention", IsLost: true)),
        new(Workload, "releases", Shapes.Release, true, "changes of its code, configuration or alias", IsIncidental: true),
        new(Workload, "overrides", Shapes.GateOverride, true, "releases of it that somebody let pass a gate", IsIncidental: true, IsOptional: true),
        new(Workload, "parity", Shapes.Parity, true, "what it and the same system's workload in development show of one property, side by side", IsIncidental: true, IsOptional: true, IsDerived: true),
        new(Workload, "places", CelType.String, true, "regions that each plane says it lives in", IsIncidental: true, IsOptional: true, IsDerived: true),
        new(Workload, "roleChanges", Shapes.Change, true, "who changed what its role may do, or who may take it, and when", IsIncidental: true, IsOptional: true),
        new(Workload, "policies", CelType.String, true, "managed policies of its account that its role holds", IsIncidental: true, IsOptional: true),
        new(Workload, "contradictions", CelType.String, true, "what two registry entries say against each other about it"),

        new(Agent, "models", Shapes.ModelRef, true, "model ids approved for it, or configured"),
        new(Agent, "places", CelType.String, true, "regions that each plane says it lives in", IsIncidental: true, IsOptional: true, IsDerived: true),
        new(Agent, "tools", Shapes.GrantedTool, true, "tools approved for it, or granted to it"),
        new(Agent, "guardrail", Shapes.GuardrailUse, false, "the guardrail it must use, or is configured with"),
        new(Agent, "actions", CelType.String, true, "IAM actions approved for its role, or allowed by its policies"),
        new(Agent, "surface", Shapes.Grant, true, "rights approved for it, or what its role and its functions' roles may do action by action"),
        new(Agent, "logControl", Shapes.LogControl, true, "rights it has that end or thin out the logs of its account"),
        new(Agent, "releases", Shapes.Release, true, "changes of its configuration or alias", IsIncidental: true, IsOptional: true),
        new(Agent, "roleChanges", Shapes.Change, true, "who gave it another role, or changed what its role may do or who may take it, and when", IsIncidental: true, IsOptional: true),
        new(Agent, "instruction", CelType.String, false, "fingerprint of its instruction"),

        new(Prompt, "versions", PromptShapes.StoredPrompt, true, "its versions in a prompt store", IsOptional: true),
        new(Prompt, "secrets", PromptShapes.StoredSecret, true, "secrets that stand in those versions in the clear", IsOptional: true),
        new(Prompt, "lines", Shapes.PromptLine, true, "those versions line by line", IsOptional: true),

        new(EvalSuite, "runs", Shapes.EvalRun, true, "eval runs of this suite"),
        new(EvalSuite, "bindings", Shapes.EvalBinding, true, "eval runs bound to the digests of what they ran on", IsOptional: true),
        new(EvalSuite, "dataset", CelType.String, false, "digest of the cases it must run on", IsOptional: true),

        new(Guardrail, "pii", Shapes.PiiEntity, true, "personal-data entities"),
        new(Guardrail, "patterns", Shapes.PatternFilter, true, "custom expression filters"),
        new(Guardrail, "filters", Shapes.ContentFilter, true, "content filters"),
        new(Guardrail, "topics", Shapes.Topic, true, "denied topics"),
        new(Guardrail, "words", Shapes.Word, true, "blocked words and managed lists"),
        new(Guardrail, "grounding", Shapes.Grounding, true, "contextual-grounding checks"),
        new(Guardrail, "breadth", CelType.String, true, "what its checks extend to beyond the least: tiers, kinds of content"),
        new(Guardrail, "wording", Shapes.Setting, true, "what it says and is trained with: no strength, but approved all the same"),
        new(Guardrail, "detectOnly", CelType.String, true, "checks that are on and stop nothing"),
        new(Guardrail, "version", CelType.String, false, "version approved, or answered by the control plane"),
        new(Guardrail, "status", CelType.String, false, "READY, FAILED, …; ASYNCHRONOUS where answers are sent before they are judged"),
        new(Guardrail, "approvers", CelType.String, true, "who approved the baseline: a committee, people, principals"),
        new(Guardrail, "updated", Shapes.Change, false, "the last create or update whose configuration the audit trail shows; the words above then say what it asked for", IsOptional: true),
        new(Guardrail, "changes", Shapes.Change, true, "who changed it and when"),

        new(Endpoint, "publicAccess", CelType.Bool, false, "it can be reached over the public internet"),
        new(Endpoint, "privateLinks", CelType.String, true, "private connections that are set up and approved"),
        new(Endpoint, "allowedNetworks", CelType.String, true, "address ranges and networks that are let in"),
        new(Endpoint, "localAuth", CelType.Bool, false, "it accepts keys beside identities"),
        new(Endpoint, "customerKey", CelType.Bool, false, "what it stores is encrypted with a key that the customer holds"),
        new(Endpoint, "logs", CelType.String, true, "kinds of log that are switched on and delivered: requests, content, audit, usage, trace"),
        new(Endpoint, "deployments", Shapes.Deployment, true, "models it serves, and how"),
        new(Endpoint, "regions", CelType.String, true, "regions in which the account it lives in may process data; `zone` and `global` where it may leave them", new Borrowing("lives-in", Account, "regions", IsOfAccount: true)),
        new(Endpoint, "guardrails", CelType.String, true, "guardrails that the workloads approved to use it must have"),
        new(Endpoint, "changes", Shapes.Change, true, "who changed it, its deployments or its logging, or listed its keys, and when"),
        new(Endpoint, "isolated", CelType.Bool, false, "the containers behind it run without network access", IsOptional: true),
        new(Endpoint, "vpc", CelType.Bool, false, "the containers behind it run in a network of the customer", IsOptional: true),

        new(Gateway, "caches", Shapes.CacheEntry, true, "entries of its response cache, and the prompt each was made for"),

        new(Account, "events", Shapes.AuditEvent, true, "what the provider's own audit log says happened in the organization"),
        new(FineTune, "trainingData", LineageShapes.TrainingData, true, "data it was trained on: what the registry says, what the control plane shows"),
        new(FineTune, "madeBy", CelType.String, true, "runs that the model registry says made it"),
        new(FineTune, "runs", LineageShapes.Run, true, "those runs as the pipeline metadata has them", new Borrowing("made-by", Pipeline, "record")),
        new(FineTune, "datasets", LineageShapes.DatasetRecord, true, "documents of the datasets it was trained on", new Borrowing("trained-on", Dataset, "record")),
        new(FineTune, "preprocessing", LineageShapes.Run, true, "runs that wrote those datasets", new Borrowing("trained-on", Dataset, "writtenBy")),
        new(FineTune, "changes", LineageShapes.DataChange, true, "last changes of the objects of those datasets", new Borrowing("trained-on", Dataset, "changed")),
        new(FineTune, "openData", LineageShapes.OpenData, true, "buckets that its training data lies in, and whether everybody can reach them", IsOptional: true, IsDerived: true),
        new(FineTune, "users", LineageShapes.ModelUse, true, "workloads, agents and endpoints that call, name or serve it", IsDerived: true),
        new(FineTune, "tunedFrom", CelType.String, false, "the model it was tuned from"),
        new(FineTune, "approval", CelType.String, false, "what the model registry says of its release: approved, rejected, pending"),
        new(FineTune, "permittedData", CelType.List(CelType.String), false, "data classes that it may be trained on"),
        new(FineTune, "card", LineageShapes.ModelCard, false, "what is documented about it"),
        new(FineTune, "customerKey", CelType.Bool, false, "its weights are encrypted with a key that the customer holds"),
        new(FineTune, "isolated", CelType.Bool, false, "its containers run without network access"),
        new(FineTune, "vpc", CelType.Bool, false, "its containers run in a network of the customer"),

        new(Dataset, "record", LineageShapes.DatasetRecord, false, "what is documented about it"),
        new(Dataset, "writtenBy", LineageShapes.Run, true, "runs that wrote to it"),
        new(Dataset, "changed", LineageShapes.DataChange, true, "last changes of its objects"),

        new(Pipeline, "record", LineageShapes.Run, false, "a run of it: what it read and wrote, on what, and when"),

        new(Notebook, "internet", CelType.Bool, false, "code in it can reach the internet directly"),
        new(Notebook, "root", CelType.Bool, false, "its users are root"),
        new(Notebook, "vpc", CelType.Bool, false, "it is attached to a network of the customer"),
        new(Notebook, "customerKey", CelType.Bool, false, "its disk is encrypted with a key that the customer holds"),
        new(Notebook, "metadataVersion", CelType.String, false, "oldest version of the instance metadata service that answers: 1, 2"),

        new(Agent, "customerKey", CelType.Bool, false, "its configuration and sessions are encrypted with a key that the customer holds"),
        new(Corpus, "customerKey", CelType.Bool, false, "what is copied from it while it is indexed is encrypted with a key that the customer holds"),

        new(Bucket, "publicAccess", CelType.Bool, false, "everybody can read or write it"),
        new(Bucket, "publicWrite", CelType.Bool, false, "everybody can write to it"),
        new(Bucket, "writers", CelType.String, true, "principals of other accounts that its own policy or list lets write"),
        new(Bucket, "customerKey", CelType.Bool, false, "its objects are encrypted by default with a key that the customer holds"),
        new(Bucket, "holds", CelType.String, true, "what of the AI estate lies in it: training data of …, documents of …"),

        new(Account, "managementEvents", CelType.Bool, false, "a trail records Bedrock management events here"),
        new(Account, "dataEvents", CelType.String, true, "Bedrock resource types whose data events a trail records"),
        new(Account, "dataResources", CelType.String, true, "Bedrock resource types in use that have data events"),
        new(Account, "dataAccess", CelType.String, true, "data-access audit logs of Vertex AI that are switched on: DATA_READ, DATA_WRITE"),
        new(Account, "invocationLogging", Shapes.InvocationLogging, false, "model-invocation logging"),
        new(Account, "enforced", Shapes.Enforcement, true, "guardrails that it puts on calls, whatever the caller asks for", IsOptional: true),
        new(Account, "logRetention", Shapes.LogRetention, true, "how long audit trail and invocation log are kept, place by place"),
        new(Account, "logTamper", Shapes.LogTamper, true, "whether a change of audit trail and invocation log would show"),
        new(Account, "regions", CelType.String, true, "regions in which data may be processed"),
        new(Account, "workloads", CelType.String, true, "AI workloads that live here"),
        new(Identity, "changes", Shapes.Change, true, "who changed a policy of roles, and when", IsImported: true),
        new(Account, "changes", Shapes.Change, true, "who changed the logging and when"),
    ];

    /// <summary>The kinds that imported checks may speak of.</summary>
    public static ImmutableArray<AssetKind> CheckedKinds => Checkable;

    /// <summary>All words, by kind and name.</summary>
    public IEnumerable<Property> Words => words.Values.OrderBy(p => p.Kind).ThenBy(p => p.Name, StringComparer.Ordinal);

    /// <summary>The shared words and those that collectors add.</summary>
    /// <exception cref="ArgumentException">A word is defined twice with different types.</exception>
    public static Vocabulary Of(IEnumerable<Property> added)
    {
        var table = ImmutableDictionary.CreateBuilder<(AssetKind, string), Property>();
        foreach (var word in Shared.Concat(added))
        {
            if (table.TryGetValue((word.Kind, word.Name), out var known) && (known.Type, known.Many) != (word.Type, word.Many))
                throw new ArgumentException($"word `{word.Kind.Name()}.{word.Name}` is defined twice with different types");
            table[(word.Kind, word.Name)] = word;
        }

        return new Vocabulary(table.ToImmutable());
    }

    /// <summary>The word, or null where the kind has none of that name.</summary>
    public Property? Find(AssetKind kind, string name) => words.GetValueOrDefault((kind, name));

    /// <summary>The words of one kind, by name.</summary>
    public IEnumerable<Property> Of(AssetKind kind) => Words.Where(w => w.Kind == kind);
}
