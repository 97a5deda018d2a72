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
    public void An_id_says_which_model_and_whether_it_is_pinned(string text, string name, bool pinned)
    {
        var id = ModelId.Parse(text);

        Assert.Equal(name, id.Base);
        Assert.Equal(pinned, id.IsPinned);
    }
}
