using Plumbline.Cel.Types;
using static Plumbline.Cel.Types.CelType;

namespace Plumbline.Posture.Assets;

/// <summary>The records that claims about AI workloads are made of. Texts that do not apply are empty, never absent.</summary>
public static class Shapes
{
    /// <summary>Calls of one model by one principal over one route, as the audit trail shows them.</summary>
    public static CelType Call { get; } = Object("call",
        ("model", CelType.String),        // as the caller passed it
        ("base", CelType.String),         // the model itself: ModelId.Base, profiles resolved
        ("pinned", CelType.Bool),
        ("api", CelType.String),          // InvokeModel, Converse, CreateInference, …
        ("region", CelType.String),       // where the call was made
        ("landed", CelType.String),       // where it was processed
        ("interface", CelType.String),    // VPC endpoint id; empty = over the internet
        ("bearer", CelType.Bool),         // called with a Bedrock API key
        ("principal", CelType.String),
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp),
        ("days", List(CelType.Timestamp)),        // UTC midnights of the days with calls
        ("requests", List(CelType.String)));      // request ids

    /// <summary>Invocations of one model as the model-invocation log shows them: who, which model, which prompt.</summary>
    public static CelType Invocation { get; } = Object("invocation",
        ("model", CelType.String),
        ("base", CelType.String), ("pinned", CelType.Bool),
        ("resolved", CelType.String),     // the model that answered, where the response says so
        ("api", CelType.String), ("region", CelType.String), ("landed", CelType.String),
        ("guardrail", CelType.String),    // guardrail id; empty = none; `unnamed` = one acted that the record does not name
        ("guardrailVersion", CelType.String),
        ("prompt", CelType.String),       // fingerprint of the system prompt; empty = none sent
        ("cached", CelType.Bool),         // the provider served part of the prompt from its cache
        ("recoverable", CelType.Bool),    // the record holds the prompt, or a reference to it
        ("pii", List(CelType.String)),    // kinds of personal data in the prompt, never the data
        ("principal", CelType.String),
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp),
        ("days", List(CelType.Timestamp)), ("requests", List(CelType.String)));

    /// <summary>A model by its id as written and by itself (see <see cref="ModelId"/>).</summary>
    public static CelType ModelRef { get; } = Object("model-ref", ("id", CelType.String), ("base", CelType.String), ("pinned", CelType.Bool));

    /// <summary>A tool definition as it was sent, tested or approved; <c>id</c> is `name#fingerprint` of the definition.</summary>
    public static CelType ToolDefinition { get; } = Object("tool-definition", ("id", CelType.String), ("name", CelType.String));

    /// <summary>A model on the procurement-approved list, and when it is on it.</summary>
    public static CelType Listing { get; } = Object("listing",
        ("base", CelType.String), ("list", CelType.String),
        ("from", CelType.Timestamp), ("until", CelType.Timestamp));   // until is exclusive; 9999-12-31 where open

    /// <summary>A prompt version in the prompt registry.</summary>
    public static CelType PromptVersion { get; } = Object("prompt-version",
        ("hash", CelType.String), ("name", CelType.String), ("version", CelType.String),
        ("from", CelType.Timestamp), ("current", CelType.Bool));

    /// <summary>A line of a system prompt; personal data and secrets are masked in its text.</summary>
    public static CelType PromptLine { get; } = Object("prompt-line",
        ("prompt", CelType.String),       // fingerprint of the whole prompt
        ("name", CelType.String), ("number", Int),
        ("hash", CelType.String),         // of the line, white space apart
        ("text", CelType.String),
        ("says", List(CelType.String)),   // tool, refusal, identifier
        ("tools", List(CelType.String)),  // names of the tools it offers, lower case
        ("own", CelType.Bool),            // approved: no other prompt of the workload has the line
        ("from", CelType.Timestamp), ("until", CelType.Timestamp));   // approved: in force, until exclusive; observed: first and last sent

    /// <summary>The review behind a prompt version.</summary>
    public static CelType SignOff { get; } = Object("sign-off",
        ("name", CelType.String), ("version", CelType.String),
        ("hash", CelType.String),         // fingerprint of the text that was reviewed
        ("by", CelType.String), ("kind", CelType.String), ("date", CelType.Timestamp));

    /// <summary>What the provider's prompt cache did for one model and system prompt; tokens counted.</summary>
    public static CelType Caching { get; } = Object("caching",
        ("model", CelType.String), ("prompt", CelType.String),
        ("calls", Int), ("hits", Int), ("reads", Int), ("writes", Int),
        ("ratio", CelType.Double),        // hits of calls
        ("ttl", Int),                     // seconds after the last use
        ("first", CelType.Timestamp), ("lastRead", CelType.Timestamp), ("lastWrite", CelType.Timestamp),   // 1970 where never
        ("overdue", Int),                 // most seconds by which a read came after its entry had expired; 0 = none
        ("overdueAt", CelType.Timestamp));

    /// <summary>An entry of a cache that is looked up by a key, or a prompt that a provider keeps under a name of its own.</summary>
    public static CelType CacheEntry { get; } = Object("cache-entry",
        ("key", CelType.String),
        ("prompt", CelType.String),       // fingerprint of the system prompt it was made or served for; empty where it is not shown
        ("created", CelType.Timestamp), ("updated", CelType.Timestamp),
        ("expires", CelType.Timestamp),   // 9999-12-31 where nobody says
        ("model", CelType.String), ("source", CelType.String));

    /// <summary>Answers that a guardrail changed or blocked.</summary>
    public static CelType Intervention { get; } = Object("intervention",
        ("guardrail", CelType.String),    // empty where the record names none
        ("policies", List(CelType.String)), ("model", CelType.String),
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp));

    /// <summary>Events of one type by one actor on one thing, as a provider's audit log tells them.</summary>
    public static CelType AuditEvent { get; } = Object("audit-event",
        ("type", CelType.String),         // as the provider writes it
        ("actor", CelType.String),        // id of a user or key; an address is masked
        ("actorKind", CelType.String),
        ("target", CelType.String),       // id of what was changed
        ("detail", List(CelType.String)), // scopes, audience, integration, setting, error
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp), ("source", CelType.String));

    /// <summary>A suite that must be green before a release.</summary>
    public static CelType Suite { get; } = Object("suite",
        ("suite", CelType.String),
        ("names", List(CelType.String)),  // what result files may call it
        ("metric", CelType.String),       // empty = whichever the run has
        ("threshold", CelType.Double),    // at or above: green
        ("warn", CelType.Double));        // at or above, below the threshold: yellow

    /// <summary>One metric of one eval run and what the run tested; what the run does not carry is empty.</summary>
    public static CelType EvalRun { get; } = Object("eval-run",
        ("suite", CelType.String), ("model", CelType.String), ("base", CelType.String), ("prompt", CelType.String),
        ("tools", List(CelType.String)),  // `name#fingerprint` each
        ("status", CelType.String),       // success, error, cancelled
        ("metric", CelType.String), ("score", CelType.Double),
        ("time", CelType.Timestamp), ("run", CelType.String));

    /// <summary>An eval run bound to the digests of what it ran on: where one of them changes, it says nothing of what is released.</summary>
    public static CelType EvalBinding { get; } = Object("eval-binding",
        ("system", CelType.String), ("suite", CelType.String), ("metric", CelType.String), ("score", CelType.Double),
        ("status", CelType.String),       // success, error, cancelled
        ("time", CelType.Timestamp), ("run", CelType.String),
        ("model", CelType.String), ("base", CelType.String),
        ("prompt", CelType.String),       // fingerprint; `none` where there was none
        ("tools", List(CelType.String)),  // `name#fingerprint` each
        ("guardrail", CelType.String),    // id:version#digest of its baseline; `none`
        ("dataset", CelType.String),      // digest of the cases it ran on
        ("result", CelType.String),       // SHA-256 of the result file
        ("state", CelType.String),        // of that file among what was read: present, changed, absent
        ("key", CelType.String),          // fingerprint of the key that signed; empty = asserted
        ("by", CelType.String), ("recorded", CelType.Timestamp));

    /// <summary>A release that somebody lets pass a gate which refuses it.</summary>
    public static CelType GateOverride { get; } = Object("gate-override",
        ("control", CelType.String), ("rule", CelType.String),   // empty = any
        ("owner", CelType.String), ("reason", CelType.String), ("by", CelType.String),
        ("from", CelType.Timestamp), ("until", CelType.Timestamp));   // until is exclusive

    /// <summary>A release: code, configuration or alias of a workload was changed in the control plane.</summary>
    public static CelType Release { get; } = Object("release",
        ("api", CelType.String), ("actor", CelType.String), ("time", CelType.Timestamp));

    /// <summary>What two environments of one system show of one property.</summary>
    public static CelType Parity { get; } = Object("parity",
        ("property", CelType.String),     // model, prompt, guardrail, tools, role, region
        ("plane", CelType.String),        // where both show it: observed before deployed before declared
        ("from", CelType.String), ("to", CelType.String),   // environments
        ("with", CelType.String),         // the workload on the other side
        ("same", CelType.String),         // true, false, or why that is not known; ask bool(same)
        ("theirs", List(CelType.String)), ("ours", List(CelType.String)),   // what only that side shows
        ("first", CelType.Timestamp),     // when they first parted, as far as claims tell; year 1 where they do not
        ("promotion", CelType.String),    // section/name@version and who answers for it; empty = none
        ("promotedFrom", CelType.Timestamp), ("promotedUntil", CelType.Timestamp));   // until is exclusive; year 1 where there is none

    /// <summary>A change of a guardrail, a role or logging, as the audit trail shows it (who and when, not what).</summary>
    public static CelType Change { get; } = Object("change",
        ("api", CelType.String), ("actor", CelType.String), ("time", CelType.Timestamp));

    /// <summary>A guardrail by its bare id and the version asked for (`DRAFT` or a number).</summary>
    public static CelType GuardrailUse { get; } = Object("guardrail-use", ("id", CelType.String), ("version", CelType.String));

    /// <summary>A personal-data entity; levels 0 = off or detect only, 1 = anonymize, 2 = block.</summary>
    public static CelType PiiEntity { get; } = Object("pii-entity", ("type", CelType.String), ("input", Int), ("output", Int));

    /// <summary>A custom expression filter; levels as for <see cref="PiiEntity"/>, the pattern as a fingerprint.</summary>
    public static CelType PatternFilter { get; } = Object("pattern-filter",
        ("name", CelType.String), ("pattern", CelType.String), ("input", Int), ("output", Int));

    /// <summary>A content filter; levels 0 = off or detect only, 1 = low, 2 = medium, 3 = high.</summary>
    public static CelType ContentFilter { get; } = Object("content-filter", ("type", CelType.String), ("input", Int), ("output", Int));

    /// <summary>A denied topic; levels 0 = off or detect only, 1 = block; the definition as a fingerprint.</summary>
    public static CelType Topic { get; } = Object("topic",
        ("name", CelType.String), ("definition", CelType.String), ("input", Int), ("output", Int));

    /// <summary>A blocked word or managed list; levels 0 = off or detect only, 1 = block.</summary>
    public static CelType Word { get; } = Object("word", ("word", CelType.String), ("input", Int), ("output", Int));

    /// <summary>A contextual-grounding check; threshold 0 to 1, 0 where it is off or detects only.</summary>
    public static CelType Grounding { get; } = Object("grounding", ("type", CelType.String), ("threshold", CelType.Double));

    /// <summary>A setting by its name; a text as a fingerprint.</summary>
    public static CelType Setting { get; } = Object("setting", ("name", CelType.String), ("value", CelType.String));

    /// <summary>A guardrail that an account puts on every call of the models it names.</summary>
    public static CelType Enforcement { get; } = Object("enforcement",
        ("guardrail", CelType.String), ("version", CelType.String),
        ("included", List(CelType.String)),   // models by themselves; empty = every model
        ("excluded", List(CelType.String)));  // models that pass by

    /// <summary>A safety filter that travels in the request; levels 0 = off, 1 = high harm only, 2 = medium and above, 3 = low and above.</summary>
    public static CelType SafetySetting { get; } = Object("safety-setting",
        ("type", CelType.String),         // HATE_SPEECH, DANGEROUS_CONTENT, …
        ("level", Int),
        ("threshold", CelType.String),    // as written; empty = not sent, so the provider's default held
        ("model", CelType.String),        // the model asked; empty where it is approved for all
        ("last", CelType.Timestamp));     // when it was last sent

    /// <summary>One check of a posture tool on one resource, as its export says.</summary>
    public static CelType Check { get; } = Object("check",
        ("check", CelType.String), ("title", CelType.String),
        ("severity", CelType.String),     // critical, high, medium, low, informational
        ("status", CelType.String),       // fail, muted
        ("tool", CelType.String), ("account", CelType.String), ("resource", CelType.String), ("time", CelType.Timestamp));

    /// <summary>What a threat detection saw, folded over findings of one type, call and principal.</summary>
    public static CelType Detection { get; } = Object("detection",
        ("type", CelType.String), ("title", CelType.String),
        ("severity", CelType.String),     // critical, high, medium, low
        ("api", CelType.String),          // the call it names; empty where it names none
        ("principal", CelType.String), ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp));

    /// <summary>A model as an endpoint serves it.</summary>
    public static CelType Deployment { get; } = Object("deployment",
        ("name", CelType.String),         // what callers ask for
        ("model", CelType.String), ("base", CelType.String), ("pinned", CelType.Bool),
        ("upgrade", CelType.String),      // never, on-expiry, on-new-default; empty = the provider does not say
        ("processing", CelType.String),   // region, zone, global
        ("guardrail", CelType.String));   // id of the guardrail attached; empty = none

    /// <summary>A tool as the control plane grants it to an agent.</summary>
    public static CelType GrantedTool { get; } = Object("granted-tool",
        ("name", CelType.String), ("group", CelType.String),
        ("effect", CelType.String),       // read, write, execute, unknown
        ("confirmation", CelType.Bool),   // a person must confirm each call
        ("runs", CelType.String));        // the function that executes it; empty = returned to the caller

    /// <summary>How long a place keeps logs.</summary>
    public static CelType LogRetention { get; } = Object("log-retention",
        ("store", CelType.String),        // `s3://bucket`, `log-group:name`
        ("holds", CelType.String),        // `invocation log`, `trail NAME`
        ("days", Int));                   // 36500 where nothing removes them

    /// <summary>Whether a change of logs would show.</summary>
    public static CelType LogTamper { get; } = Object("log-tamper",
        ("store", CelType.String), ("holds", CelType.String),
        ("lock", CelType.String),         // compliance, governance; empty = objects can be deleted
        ("lockDays", Int),
        ("validated", CelType.Bool));     // signed digests prove that files are whole and unchanged

    /// <summary>One action on one resource, approved or allowed.</summary>
    public static CelType Grant { get; } = Object("grant",
        ("action", CelType.String),       // `*` and `?` as the policy writes them
        ("resource", CelType.String),
        ("policy", CelType.String),       // policy/statement that allows it
        ("conditional", CelType.Bool), ("condition", CelType.String),
        ("holds", CelType.String),        // true, or what is not known and decides; ask bool(holds)
        ("outcome", CelType.String),      // exfiltration, unauthorised-write (unless approved), escalation; empty = none of them
        ("via", CelType.String),          // the wildcard it was expanded from; empty = as written
        ("with", CelType.String),         // the other rights the outcome takes
        ("path", CelType.String));        // agent -> function -> role

    /// <summary>A right that ends or thins out a log.</summary>
    public static CelType LogControl { get; } = Object("log-control",
        ("action", CelType.String), ("sink", CelType.String), ("policy", CelType.String), ("conditional", CelType.Bool),
        ("holds", CelType.String),        // as for a grant
        ("condition", CelType.String), ("path", CelType.String));

    /// <summary>Changes of one resource by one action, as the audit trail shows them.</summary>
    public static CelType Deed { get; } = Object("deed",
        ("action", CelType.String),       // the IAM action: `dynamodb:PutItem`
        ("resource", CelType.String),
        ("count", Int), ("first", CelType.Timestamp), ("last", CelType.Timestamp));

    /// <summary>Model-invocation logging of one account and region.</summary>
    public static CelType InvocationLogging { get; } = Object("invocation-logging",
        ("enabled", CelType.Bool), ("text", CelType.Bool), ("destination", CelType.String));
}
