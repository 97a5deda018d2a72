using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Plumbline.Collectors.Declared.Pipelines;

/// <summary>The catalogue of actions and commands by which pipelines use models.</summary>
internal static partial class AiTools
{
    // Gated: the action itself asks whether who fires it may write, unless an input takes that away.
    private static readonly ImmutableArray<(string Action, string Tool, string Does, bool IsGated, string Opens)> Actions =
    [
        ("anthropics/claude-code-action", "Claude Code", "coding-agent", true, "allowed_non_write_users"),
        ("anthropics/claude-code-base-action", "Claude Code", "coding-agent", false, ""),
        ("openai/codex-action", "Codex", "coding-agent", true, "allow-users"),
        ("google-github-actions/run-gemini-cli", "Gemini CLI", "coding-agent", false, ""),
        ("google-gemini/gemini-cli-action", "Gemini CLI", "coding-agent", false, ""),
        ("qodo-ai/pr-agent", "PR-Agent", "model-call", false, ""), ("codium-ai/pr-agent", "PR-Agent", "model-call", false, ""), ("the-pr-agent/pr-agent", "PR-Agent", "model-call", false, ""),
        ("all-hands-ai/openhands", "OpenHands", "coding-agent", false, ""), ("openhands/openhands", "OpenHands", "coding-agent", false, ""),
        ("augmentcode/augment-agent", "Augment", "coding-agent", false, ""), ("augmentcode/review-pr", "Augment", "model-call", false, ""), ("augmentcode/describe-pr", "Augment", "model-call", false, ""),
        ("factory-ai/droid-action", "Droid", "coding-agent", false, ""), ("warpdotdev/oz-agent-action", "Warp", "coding-agent", false, ""), ("warpdotdev/warp-agent-action", "Warp", "coding-agent", false, ""),
        ("sst/opencode/github", "opencode", "coding-agent", false, ""), ("anomalyco/opencode/github", "opencode", "coding-agent", false, ""), ("mirrajabi/aider-github-action", "Aider", "coding-agent", false, ""),
        ("githubnext/gh-aw", "agentic workflows", "coding-agent", false, ""), ("github/gh-aw", "agentic workflows", "coding-agent", false, ""),
        ("coderabbitai/ai-pr-reviewer", "CodeRabbit", "model-call", false, ""), ("actions/ai-inference", "GitHub Models", "model-call", false, ""), ("anc95/chatgpt-codereview", "ChatGPT review", "model-call", false, ""),
        ("promptfoo/promptfoo-action", "promptfoo", "evaluation", false, ""), ("langfuse/experiment-action", "Langfuse", "evaluation", false, ""), ("braintrustdata/eval-action", "Braintrust", "evaluation", false, ""),
        ("microsoft/ai-agent-evals", "Azure AI evaluation", "evaluation", false, ""), ("microsoft/genai-evals", "Azure AI evaluation", "evaluation", false, ""),
        ("aws-actions/sagemaker-deploy", "SageMaker", "deployment", false, ""), ("aws-actions/aws-bedrock", "Bedrock", "deployment", false, ""), ("azure/aml-deploy", "Azure ML", "deployment", false, ""), ("azure/aml-run", "Azure ML", "training", false, ""),
        ("huggingface/hub-sync", "Hugging Face", "upload", false, ""), ("nateraw/huggingface-sync-action", "Hugging Face", "upload", false, ""),
    ];

    private static readonly ImmutableArray<(Regex Command, string Tool, string Does)> Commands =
    [
        (Claude(), "Claude Code", "coding-agent"), (Codex(), "Codex", "coding-agent"), (Gemini(), "Gemini CLI", "coding-agent"), (Other(), "coding agent", "coding-agent"),
        (Inference(), "GitHub Models", "model-call"), (Calls(), "provider API", "model-call"), (Evals(), "evaluation", "evaluation"),
        (SageMaker(), "AWS", "deployment"), (AzureMl(), "Azure", "deployment"), (Vertex(), "Vertex AI", "deployment"), (Mlflow(), "MLflow", "deployment"), (Uploads(), "model hub", "upload"),
    ];

    /// <summary>What an action does with models; null where it is none of them.</summary>
    public static (string Tool, string Does, bool IsGated, string Opens)? OfAction(string uses)
    {
        var name = uses.Split('@')[0].ToLowerInvariant();
        foreach (var (action, tool, does, isGated, opens) in Actions)
            if (name == action || name.StartsWith(action + "/", StringComparison.Ordinal)) return (tool, does, isGated, opens);
        return null;
    }

    /// <summary>What a command does with models; null where it does nothing.</summary>
    public static (string Tool, string Does)? OfCommand(string text)
    {
        foreach (var (command, tool, does) in Commands) if (command.IsMatch(text)) return (tool, does);
        return null;
    }

    /// <summary>Switches by which an agent may do anything it is told.</summary>
    public static IEnumerable<string> Unbound(string text) => Limits().Matches(text).Select(m => m.Value.Trim()).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);

    [GeneratedRegex(@"(?m)(?:^|[;&|(]\s*|\s)(?:npx\s+(?:-y\s+|--yes\s+)?@anthropic-ai/claude-code(?:@\S+)?|claude)\s+(?:[^\n]{0,300}\s)?(?:-p|--print|--dangerously-skip-permissions)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Claude();

    [GeneratedRegex(@"(?m)(?:^|[;&|(]\s*|\s)(?:npx\s+(?:-y\s+|--yes\s+)?@openai/codex(?:@\S+)?|codex)\s+(?:exec|--full-auto|-q|--quiet|--dangerously)", RegexOptions.CultureInvariant)]
    private static partial Regex Codex();

    [GeneratedRegex(@"(?m)(?:^|[;&|(]\s*|\s)(?:npx\s+(?:-y\s+|--yes\s+)?(?:https://github\.com/google-gemini/gemini-cli|@google/gemini-cli(?:@\S+)?)|gemini)\s+(?:[^\n]{0,300}\s)?(?:-p|--prompt|--yolo|-y|--approval-mode)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Gemini();

    [GeneratedRegex(@"(?m)^\s*(?:aider\s+(?:[^\n]{0,300}\s)?(?:--message|-m|--yes)\b|cursor-agent\s|opencode\s+run\b|goose\s+run\b|copilot\s+(?:[^\n]{0,200}\s)?(?:-p|--prompt|--allow-all)|q\s+chat\s|amp\s+-x|openhands\s|auggie\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Other();

    [GeneratedRegex(@"(?m)^\s*gh\s+models\s+(?:run|eval)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Inference();

    [GeneratedRegex(@"https://(?:api\.openai\.com|api\.anthropic\.com|generativelanguage\.googleapis\.com|openrouter\.ai|api\.mistral\.ai|models\.(?:github\.ai|inference\.ai\.azure\.com))/", RegexOptions.CultureInvariant)]
    private static partial Regex Calls();

    [GeneratedRegex(@"\bpromptfoo(?:@\S+)?\s+(?:eval|redteam)|\binspect\s+eval(?:-set)?\s|\bdeepeval\s+test\b|\bgarak\s+-|\bpython3?\s+-m\s+garak\b|\blm[_-]eval\s|\bragas\s+evaluate|\bgiskard\b|\bpyrit\b|\boaieval\b", RegexOptions.CultureInvariant)]
    private static partial Regex Evals();

    [GeneratedRegex(@"\baws\s+(?:sagemaker\s+(?:create|update)-(?:model|endpoint|endpoint-config|model-package|training-job|pipeline)|(?:bedrock|bedrock-agent|bedrock-agentcore-control)\s+(?:create|update|prepare)-)|\bagentcore\s+(?:launch|deploy)\b", RegexOptions.CultureInvariant)]
    private static partial Regex SageMaker();

    [GeneratedRegex(@"\baz\s+(?:ml\s+(?:online-endpoint|online-deployment|batch-endpoint|batch-deployment|model|job)\s+(?:create|update)|cognitiveservices\s+account\s+deployment\s+create)", RegexOptions.CultureInvariant)]
    private static partial Regex AzureMl();

    [GeneratedRegex(@"\bgcloud\s+(?:(?:alpha|beta)\s+)?ai\s+(?:endpoints|models|custom-jobs|model-garden)\s+(?:create|deploy-model|upload|update|models)|\badk\s+deploy\b", RegexOptions.CultureInvariant)]
    private static partial Regex Vertex();

    [GeneratedRegex(@"\bmlflow\s+(?:models\s+(?:serve|build-docker)|deployments\s+(?:create|update)|sagemaker\s)", RegexOptions.CultureInvariant)]
    private static partial Regex Mlflow();

    [GeneratedRegex(@"\b(?:huggingface-cli|hf)\s+upload(?:-large-folder)?\b|\bollama\s+push\b|\bkaggle\s+models\b|\bgit\s+push\s[^\n]{0,200}huggingface\.co", RegexOptions.CultureInvariant)]
    private static partial Regex Uploads();

    [GeneratedRegex(@"--dangerously-skip-permissions|--dangerously-bypass-approvals-and-sandbox|--yolo\b|--allow-all-tools|--approval-mode[= ]yolo|bypassPermissions|danger-full-access|safety-strategy:\s*unsafe|--yes-always", RegexOptions.CultureInvariant)]
    private static partial Regex Limits();
}
