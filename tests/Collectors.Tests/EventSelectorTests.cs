using System.Text.Json;
using Plumbline.Collectors.Deployed.AwsSnapshot.Cloud;
using Xunit;

namespace Plumbline.Collectors.Tests;

/// <summary>A trail counts only where model calls pass its selectors whatever the record says of reading.</summary>
public sealed class EventSelectorTests
{
    [Theory]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":true}]}""", true)]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"WriteOnly","IncludeManagementEvents":true}]}""", false)]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"ReadOnly"},{"ReadWriteType":"WriteOnly"}]}""", true)]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"All","IncludeManagementEvents":false}]}""", false)]
    [InlineData("""{"EventSelectors":[{"ReadWriteType":"All","ExcludeManagementEventSources":["kms.amazonaws.com"]}]}""", true)]
    [InlineData("""{"EventSelectors":[]}""", false)]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]}]}]}""", true)]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"readOnly","Equals":["false"]}]}]}""", false)]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventSource","NotEquals":["kms.amazonaws.com"]}]}]}""", true)]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Management"]},{"Field":"eventName","NotStartsWith":["Invoke"]}]}]}""", false)]
    [InlineData("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},{"Field":"resources.type","Equals":["AWS::S3::Object"]}]}]}""", false)]
    public void Model_calls_are_recorded_or_not(string answer, bool expected) => Assert.Equal(expected, Read(answer).Management);

    [Theory]
    [InlineData("""{"Field":"resources.type","Equals":["AWS::Bedrock::Guardrail"]}""", "AWS::Bedrock::Guardrail")]
    [InlineData("""{"Field":"resources.type","Equals":["AWS::Bedrock::Guardrail"]},{"Field":"resources.ARN","Equals":["arn:aws:bedrock:x"]}""", "")]
    [InlineData("""{"Field":"resources.type","Equals":["AWS::Bedrock::Guardrail"]},{"Field":"readOnly","Equals":["true"]}""", "")]
    [InlineData("""{"Field":"resources.type","Equals":["AWS::Bedrock::NewThing"]}""", "AWS::Bedrock::NewThing")]
    public void A_narrowed_data_event_type_does_not_count(string fields, string expected) => Assert.Equal(
        expected, string.Join(' ', Read("""{"AdvancedEventSelectors":[{"FieldSelectors":[{"Field":"eventCategory","Equals":["Data"]},""" + fields + "]}]}").Data));

    private static EventSelectors Read(string answer)
    {
        using var document = JsonDocument.Parse(answer);
        return EventSelectors.Read(document.RootElement);
    }
}
