using Plumbline.Posture.Assets;
using Xunit;

namespace Plumbline.Posture.Tests;

/// <summary>What the text of a model id proves.</summary>
public sealed class ModelIdTests
{
    [Theory]
    [InlineData("anthropic.claude-3-5-sonnet-20241022-v2:0", "anthropic.claude-3-5-sonnet-20241022-v2:0", true)]
    [InlineData("eu.anthropic.claude-3-5-sonnet-20241022-v2:0", "anthropic.claude-3-5-sonnet-20241022-v2:0", true)]
    [InlineData("us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0", "anthropic.claude-3-5-sonnet-20240620-v1:0", true)]
    [InlineData("global.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0", true)]
    [InlineData("arn:aws:bedrock:eu-west-1::foundation-model/anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-3-haiku-20240307-v1:0", true)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:inference-profile/us.anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-3-haiku-20240307-v1:0", true)]
    [InlineData("bedrock:eu.anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-3-haiku-20240307-v1:0", true)]
    [InlineData("bedrock/anthropic.claude-3-haiku-20240307-v1:0", "anthropic.claude-3-haiku-20240307-v1:0", true)]
    [InlineData("anthropic.claude-3-5-sonnet", "anthropic.claude-3-5-sonnet", false)]
    [InlineData("anthropic.claude-sonnet-4-6", "anthropic.claude-sonnet-4-6", false)]
    [InlineData("gpt-4o", "gpt-4o", false)]
    [InlineData("openai/gpt-4o-2024-08-06", "gpt-4o-2024-08-06", true)]
    [InlineData("gpt-4-0613", "gpt-4-0613", true)]
    [InlineData("claude-3-5-sonnet-latest", "claude-3-5-sonnet-latest", false)]
    [InlineData("anthropic:messages:claude-3-5-sonnet-20240620", "claude-3-5-sonnet-20240620", true)]
    [InlineData("gemini-1.5-pro-002", "gemini-1.5-pro-002", true)]
    [InlineData("gemini-1.5-pro", "gemini-1.5-pro", false)]
    [InlineData("claude-3-5-sonnet@20240620", "claude-3-5-sonnet@20240620", true)]
    [InlineData("publishers/google/models/gemini-2.0-flash-001", "gemini-2.0-flash-001", true)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/abc123def456", "arn:aws:bedrock:eu-west-1:111122223333:provisioned-model/abc123def456", true)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc", "arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc", false)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:prompt/PROMPT12345:3", "arn:aws:bedrock:eu-west-1:111122223333:prompt/PROMPT12345:3", true)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:prompt/PROMPT12345", "arn:aws:bedrock:eu-west-1:111122223333:prompt/PROMPT12345", false)]
    [InlineData("jp.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0", true)]
    [InlineData("au.anthropic.claude-haiku-4-5-20251001-v1:0", "anthropic.claude-haiku-4-5-20251001-v1:0", true)]
    [InlineData("anthropic.claude-instant-v1", "anthropic.claude-instant-v1", false)]
    [InlineData("apac.amazon.nova-lite-v1:0", "amazon.nova-lite-v1:0", true)]
    [InlineData("mistral.mistral-large-2402-v1:0", "mistral.mistral-large-2402-v1:0", true)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:inference-profile/global.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic.claude-sonnet-4-5-20250929-v1:0", true)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:prompt-router/abc123", "arn:aws:bedrock:us-east-1:111122223333:prompt-router/abc123", false)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:default-prompt-router/anthropic.claude:1", "arn:aws:bedrock:us-east-1:111122223333:default-prompt-router/anthropic.claude:1", false)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0:300k/abc123", "arn:aws:bedrock:us-east-1:111122223333:custom-model/amazon.nova-lite-v1:0:300k/abc123", true)]
    [InlineData("arn:aws:bedrock:us-east-1:111122223333:imported-model/r4c4kewx2s0n", "arn:aws:bedrock:us-east-1:111122223333:imported-model/r4c4kewx2s0n", true)]
    [InlineData("claude-sonnet-4-5", "claude-sonnet-4-5", false)]
    [InlineData("claude-sonnet-4-5-20250929", "claude-sonnet-4-5-20250929", true)]
    [InlineData("claude-sonnet-4-5@20250929", "claude-sonnet-4-5@20250929", true)]
    [InlineData("claude-sonnet-4-5@default", "claude-sonnet-4-5", false)]
    [InlineData("claude-3-7-sonnet@latest", "claude-3-7-sonnet@latest", false)]
    [InlineData("projects/bank-prod/locations/europe-west4/publishers/anthropic/models/claude-sonnet-4-5@20250929", "claude-sonnet-4-5@20250929", true)]
    [InlineData("projects/bank-prod/locations/global/publishers/google/models/gemini-2.5-pro", "gemini-2.5-pro", false)]
    [InlineData("//aiplatform.googleapis.com/projects/bank-prod/locations/global/publishers/google/models/gemini-2.0-flash-001", "gemini-2.0-flash-001", true)]
    [InlineData("https://europe-west4-aiplatform.googleapis.com/v1/projects/bank-prod/locations/europe-west4/publishers/google/models/gemini-2.0-flash-001:generateContent", "gemini-2.0-flash-001", true)]
    [InlineData("vertex_ai/gemini-2.0-flash-001", "gemini-2.0-flash-001", true)]
    [InlineData("vertex_ai/claude-sonnet-4-5@20250929", "claude-sonnet-4-5@20250929", true)]
    [InlineData("google_vertexai:gemini-2.5-flash", "gemini-2.5-flash", false)]
    [InlineData("models/gemini-2.0-flash-lite-001", "gemini-2.0-flash-lite-001", true)]
    [InlineData("gemini/gemini-flash-latest", "gemini-flash-latest", false)]
    [InlineData("gemini-2.0-flash", "gemini-2.0-flash", false)]
    [InlineData("gemini-2.5-pro-preview-05-06", "gemini-2.5-pro-preview-05-06", false)]
    [InlineData("gemini-2.5-flash-preview-09-2025", "gemini-2.5-flash-preview-09-2025", false)]
    [InlineData("gemini-1.5-pro-exp-0827", "gemini-1.5-pro-exp-0827", false)]
    [InlineData("textembedding-gecko@003", "textembedding-gecko@003", true)]
    [InlineData("projects/bank-prod/locations/europe-west4/endpoints/4455667788990011", "projects/bank-prod/locations/europe-west4/endpoints/4455667788990011", true)]
    [InlineData("projects/bank-prod/locations/europe-west4/models/778899@2", "projects/bank-prod/locations/europe-west4/models/778899@2", true)]
    [InlineData("projects/bank-prod/locations/europe-west4/models/778899@default", "projects/bank-prod/locations/europe-west4/models/778899@default", false)]
    [InlineData("gpt-4.1-mini", "gpt-4.1-mini", false)]
    [InlineData("o3-2025-04-16", "o3-2025-04-16", true)]
    [InlineData("gpt-4-0125-preview", "gpt-4-0125-preview", true)]
    [InlineData("gpt-4o-realtime-preview", "gpt-4o-realtime-preview", false)]
    [InlineData("chatgpt-4o-latest", "chatgpt-4o-latest", false)]
    [InlineData("openai/azure/gpt-4o-2024-08-06", "gpt-4o-2024-08-06", true)]
    [InlineData("ft:gpt-4o-2024-08-06:org::id", "ft:gpt-4o-2024-08-06:org::id", true)]
    [InlineData("ft:gpt-3.5-turbo-0613:acme:triage:9abCdE", "ft:gpt-3.5-turbo-0613:acme:triage:9abCdE", true)]
    [InlineData("ft:gpt-4o-2024-08-06", "ft:gpt-4o-2024-08-06", true)]
    public void An_id_says_which_model_and_whether_it_is_pinned(string text, string name, bool pinned)
    {
        var id = ModelId.Parse(text);

        Assert.Equal(name, id.Base);
        Assert.Equal(pinned, id.IsPinned);
    }

    [Theory]
    [InlineData("projects/bank-prod/locations/europe-west4/endpoints/4455667788990011", true)]
    [InlineData("arn:aws:bedrock:eu-west-1:111122223333:application-inference-profile/abc", true)]
    [InlineData("publishers/google/models/gemini-2.5-pro", false)]
    public void Only_the_control_plane_can_tell_what_a_route_leads_to(string text, bool opaque) =>
        Assert.Equal(opaque, ModelId.Parse(text).IsOpaque);
}
