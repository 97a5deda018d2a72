using System.Collections.Immutable;
using Plumbline.Cel.Types;
using Plumbline.Collectors.Files.Containers;
using Plumbline.Collectors.Files.Kubernetes;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;
using Plumbline.Posture.Gates;

namespace Plumbline.Server.Admission;

/// <summary>One object of which something is AI, and what stands against it.</summary>
internal sealed class Release
{
    private const string Pinning = "model-version-pinning";
    private const string Inventory = "ai-inventory";
    private const int LongestSubject = 300;

    // Names of folders that say what kind of model lies there, not which.
    private static readonly string[] Kinds = ["embed", "embedder", "embedding", "embeddings"];
    private readonly AdmissionSettings settings;
    private readonly View view;
    private readonly ReleasedObject asked;
    private readonly Placement placement;
    private readonly DateTimeOffset now;
    private readonly List<Claim> claims = [];
    private readonly List<string> shown = [];
    private readonly List<(string Model, string Image)> declared = [];

    public Release(AdmissionSettings settings, View view, ReleasedObject asked, Placement placement, DateTimeOffset now)
    {
        (this.settings, this.view, this.asked, this.placement, this.now) = (settings, view, asked, placement, now);
        Standing = placement is { System: { } system, Environment: { } environment, Contradictions.IsEmpty: true } ? view.Find(system, environment) : null;
        foreach (var model in asked.Models)
        {
            var parsed = ModelId.Parse(model.Model).Base;
            // An approval of one revision is no approval of the others.
            var exact = model.Revision.Length > 0 && Standing?.Approves($"{parsed}@{model.Revision}", view.Evidence(now)) == true ? $"{parsed}@{model.Revision}" : parsed;
            Ask(exact, model.Model, model.Where);
        }
    }

    /// <summary>How its system stands; null where that is not known.</summary>
    public GateStanding? Standing { get; }

    /// <summary>True where a controller of the cluster makes it from something that was applied before.</summary>
    public bool IsByController { get; init; }

    /// <summary>True where it runs already, and what it asks for stays the same.</summary>
    public bool IsUnchanged { get; init; }

    private string Subject => field ??= ShownText.Plain($"{asked.Object.Kind} {asked.Object.Namespace}/{(asked.Object.Name.Length > 0 ? asked.Object.Name : "(unnamed)")}", LongestSubject);

    /// <summary>It asks for a model.</summary>
    /// <param name="model">The model itself.</param>
    /// <param name="text">As written.</param>
    /// <param name="where">Where.</param>
    public void Ask(string model, string text, string where)
    {
        // What is approved is no secret; anything else may be one.
        var told = Standing?.Approves(model, view.Evidence(now)) == true ? model : ShownText.Of(model);
        if (where is "image" || where.EndsWith(Placement.ModelsMark, StringComparison.Ordinal)) declared.Add((model, where is "image" ? text : ""));
        shown.Add(told);
        claims.Add(new Claim(
            new AssetId(AssetKind.Workload, "admission"), "models", Plane.Declared, Value.Map(("id", Value.Of(told == model ? text : told)), ("base", Value.Of(told)), ("pinned", Value.False)),
            new Origin("admission", $"{Subject}, {where}"), DateTimeOffset.MinValue));
    }

    /// <summary>What is answered.</summary>
    public Answer Judged()
    {
        ImmutableArray<GateReason> reasons = [.. Reasons().DistinctBy(r => (r.Control, r.Rule, r.Message)).Select(Bounded).OrderBy(r => r.Effect)];
        return Answer.From(reasons, Subject) with
        {
            System = placement.System ?? "", Environment = Standing?.Decision.Environment ?? placement.Environment ?? "", Models = [.. shown.Distinct().Order(StringComparer.Ordinal)],
        };
    }

    private IEnumerable<GateReason> Reasons()
    {
        if (Standing is not { } standing) return Unplaced().Concat(Questions(r => r));
        var workload = placement.Workload;
        if (workload is not null && !standing.Workloads.Any(w => w.Name == workload))
            return [new GateReason(Inventory, "workload-not-registered", Subject, $"{Subject} says that it is workload {workload}, which {standing.Decision.System} does not have in {standing.Decision.Environment}", $"Correct `{Placement.WorkloadMark}`, or describe the workload in a registry.")];
        var evidence = view.Evidence(now);
        return standing.Asked(claims, workload, settings.HasStanding && !IsByController, evidence, now)
            .Concat(Settings(standing).Select(r => standing.Judge(r, now))).Concat(Questions(r => standing.Judge(r, now)))
            .Concat(settings.HasStanding && !IsByController ? standing.At(now) : []);
    }

    private IEnumerable<GateReason> Unplaced()
    {
        foreach (var wrong in placement.Contradictions)
            yield return new GateReason(Inventory, "system-contradicted", Subject, $"{Subject}: {wrong}", "Correct the label or the registry, so that both say the same.");
        if (!placement.Contradictions.IsEmpty) yield break;
        var what = shown.Count > 0 ? $"asks for {string.Join(", ", shown.Distinct().Take(5))}" : "runs or calls models";
        if (placement.System is null)
        {
            var reason = new GateReason(Inventory, "system-not-known", Subject, asked.UsesModels || shown.Count > 0 ? $"{Subject} {what}, and nobody says which AI system it belongs to" : $"{Subject} has AI software in it, and nobody says which AI system it belongs to",
                $"Label it and its pods `{Placement.SystemMark}: ID` with a system of the registry, or name the namespace under `deployed-as` of a workload.");
            yield return asked.UsesModels || shown.Count > 0 ? reason : reason with { Mode = GateMode.Warn, Effect = ReasonEffect.Warns };
        }
        else if (placement.Environment is null)
            yield return new GateReason(Inventory, "environment-not-known", Subject, $"nobody says which environment namespace {asked.Object.Namespace} is", "Start the webhook with --env NAMESPACE=ENVIRONMENT, or name the namespace under `deployed-as` of a workload.");
        else if (view.System(placement.System) is not { } id)
            yield return new GateReason(Gate.Evidence, "system-not-registered", Subject, $"no registry knows a system `{placement.System}`", "Describe the system, its workloads and what is approved for them in a registry (docs/registry.md).");
        else
            yield return new GateReason(Gate.Evidence, "system-not-registered", Subject, $"no registry knows a workload of {id} in {placement.Environment}; it has workloads in {string.Join(", ", view.EnvironmentsOf(id))}", "Describe the workload and what is approved for it there in a registry.");
        foreach (var model in shown.Distinct().Where(m => placement.System is null && !view.Standings.Any(s => IsHere(s) && s.Approves(m, view.Evidence(now)))))
            yield return new GateReason(Pinning, "release-model-not-approved", Subject, $"{Subject} asks for {model}, which is approved for no workload{(placement.Environment is null ? "" : $" in {placement.Environment}")}", "Take it out of the release, or have it approved: `models:` of the workload and a list under `models:` in a registry.");
    }

    private bool IsHere(GateStanding standing) => placement.Environment is not { } environment || new GateRequest("", environment, [], default).IsIn(standing.Decision.Environment);

    private IEnumerable<GateReason> Questions(Func<GateReason, GateReason> judge)
    {
        foreach (var question in asked.Open.Where(q => !IsAnswered(q)))
        {
            var reason = new GateReason(Pinning, "release-model-not-known", Subject, $"{Subject}: {question.What}", $"Name the model in the object itself, or under the annotation `{Placement.ModelsMark}`; apply its config maps first.");
            yield return question.Blocks ? judge(reason) : reason with { Mode = GateMode.Warn, Effect = question.IsTold ? ReasonEffect.Warns : ReasonEffect.Audited };
        }
    }

    // What is declared says which model lies in a folder or an image; it does not speak against a text that names another.
    private bool IsAnswered(OpenQuestion question)
    {
        if (!question.IsAboutServer) return false;
        if (question.Image.Length > 0 && declared.Exists(d => d.Image == question.Image)) return true;
        // An image speaks for the container that runs or mounts it, the annotation for all.
        var said = declared.FindAll(d => d.Image.Length == 0 || question.Images.Contains(d.Image));
        return said.Count > 0 && NamedIn(question.Says).All(n => said.Exists(d => Letters(d.Model).Contains(Letters(n), StringComparison.Ordinal)));
    }

    private static IEnumerable<string> NamedIn(string folder) =>
        folder.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(p => p.StartsWith("models--", StringComparison.Ordinal) ? p[(p.LastIndexOf("--", StringComparison.Ordinal) + 2)..] : p)
            .Where(n => ModelHints.IsSized(n) && !Kinds.Contains(n, StringComparer.OrdinalIgnoreCase));

    private static string Letters(string text) => string.Concat(text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit));

    private IEnumerable<GateReason> Settings(GateStanding standing)
    {
        var version = asked.Settings.FirstOrDefault(s => s.What == "guardrail-version")?.Value ?? "";
        foreach (var setting in asked.Settings)
        {
            var where = $"{Subject}, variable {setting.Variable}";
            if (setting.What == "guardrail") foreach (var reason in SettingCheck.Guardrail(standing, ShownText.Of(setting.Value), version, where)) yield return reason;
            if (setting.What == "region") foreach (var reason in SettingCheck.Region(standing, ShownText.Of(setting.Value), where)) yield return reason;
        }
    }

    // The operator's bound for a namespace, and what runs already.
    private GateReason Bounded(GateReason reason) => Bounds.Apply(reason, settings.Modes.Of(asked.Object.Namespace), IsUnchanged);
}
