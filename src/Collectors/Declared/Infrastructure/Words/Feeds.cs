using Plumbline.Collectors.Files;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Which stores of the same code resources of AI name, and what lies there for them.</summary>
internal static class Feeds
{
    private static readonly string[] Stores = [.. S3Buckets.Types, GoogleBuckets.Type, .. AzureStorage.Accounts, .. AzureStorage.Containers];
    private static readonly string[] Objects = ["aws_s3_object", "google_storage_bucket_object", "azurerm_storage_blob"];

    // What these types say is of AI, whatever the property is called.
    private static readonly string[] AiTypes =
    [
        "aws_sagemaker_", "awscc_sagemaker_", "AWS::SageMaker::", "aws_bedrock", "awscc_bedrock", "AWS::Bedrock", "aws_kendra_", "AWS::Kendra::", "aws_comprehend_", "AWS::Comprehend::",
        "google_vertex_ai_", "google_notebooks_", "google_workbench_", "google_colab_", "google_discovery_engine_", "google_dialogflow_", "google_ml_engine_",
        "azurerm_machine_learning_", "azurerm_cognitive_", "azurerm_ai_", "azurerm_search_",
        "Microsoft.MachineLearningServices/", "Microsoft.CognitiveServices/", "Microsoft.Search/",
    ];

    /// <summary>Every pair of a store and what lies in it.</summary>
    public static IEnumerable<(Resource Store, string What)> Of(Estate estate)
    {
        foreach (var r in estate.All.Where(r => AiTypes.Any(t => r.Type.StartsWith(t, StringComparison.OrdinalIgnoreCase))))
        {
            var found = new HashSet<Resource>(ReferenceEqualityComparer.Instance);
            foreach (var (place, what) in Places(r))
                if (Named(place, estate) is { } store && found.Add(store)) yield return (store, what);
            foreach (var store in Everywhere(r.Properties, estate))
                if (found.Add(store)) yield return (store, $"data of {r.Name} ({r.Type})");
        }
    }

    // Properties of which it is known what lies where they point.
    private static (Term? Place, string What)[] Places(Resource r)
    {
        var p = r.Properties;
        return r.Type switch
        {
            "aws_bedrockagent_data_source" or "awscc_bedrock_data_source" or "AWS::Bedrock::DataSource" => [(p.At("data_source_configuration", "s3_configuration", "bucket_arn"), $"documents of data source {r.Name}")],
            "aws_bedrock_custom_model" => [(p.At("training_data_config", "s3_uri"), $"training data of {r.Name}"), (p.At("output_data_config", "s3_uri"), $"output of {r.Name}")],
            "aws_bedrock_model_invocation_logging_configuration" => [(p.At("logging_config", "s3_config", "bucket_name"), "prompts and answers of the model-invocation log")],
            "aws_sagemaker_endpoint_configuration" or "AWS::SageMaker::EndpointConfig" => [(p.At("data_capture_config", "destination_s3_uri"), $"captured requests of {r.Name}")],
            "aws_sagemaker_model" or "AWS::SageMaker::Model" => [(p.At("primary_container", "model_data_url"), $"weights of {r.Name}")],
            "google_vertex_ai_index" => [(p.At("metadata", "contents_delta_uri"), $"vectors of {r.Name}")],
            "azurerm_machine_learning_workspace" or "Microsoft.MachineLearningServices/workspaces" => [(p.Any("storage_account_id", "storageAccount"), $"data of workspace {r.Name}")],
            "Microsoft.MachineLearningServices/workspaces/datastores" => [(p.At("account_name"), $"data of datastore {r.Name}")],
            _ => [],
        };
    }

    private static Resource? Named(Term? place, Estate estate) =>
        place is null ? null : estate.Named(place.AsText is { } text ? Term.Of(NameIn(text) ?? text) : place, Stores, "bucket", "bucket_name", "name");

    private static IEnumerable<Resource> Everywhere(Term term, Estate estate) => term switch
    {
        MapTerm map => map.Entries.Where(e => e.Key != "dependsOn").SelectMany(e => Everywhere(e.Value, estate)),
        ListTerm list => list.Items.SelectMany(i => Everywhere(i, estate)),
        TextTerm { Text: ['{', ..] } json when Jsons.Decode(json.Text) is MapTerm inner => Everywhere(inner, estate),
        TextTerm text when NameIn(text.Text) is { } name => estate.Named(Term.Of(name), Stores, "bucket", "bucket_name", "name") is { } store ? [store] : [],
        OpenTerm open => open.Refs.Select(estate.Find).OfType<Resource>().Select(r => Holder(r, estate)).OfType<Resource>(),
        _ => [],
    };

    // An object that code uploads lies in its bucket.
    private static Resource? Holder(Resource r, Estate estate) =>
        Stores.Contains(r.Type, StringComparer.OrdinalIgnoreCase) ? r
        : Objects.Contains(r.Type) ? Named(r.Properties.Any("bucket", "storage_container_name"), estate) : null;

    /// <summary>The bucket or storage account that a location names: `s3://`, `gs://`, an ARN, or an address of Azure storage.</summary>
    private static string? NameIn(string text)
    {
        var location = DataLocation.Of(text);
        if (DataLocation.BucketOf(location) is { } s3) return s3;
        if (location is not null && location.StartsWith("gs://", StringComparison.Ordinal)) return location[5..].Split('/')[0];
        var host = location is not null && location.IndexOf('@', StringComparison.Ordinal) is > 0 and var at ? location[(at + 1)..].Split('/')[0]
            : text.StartsWith("https://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out var address) ? address.IdnHost : null;
        return host is not null && host.Contains(".core.windows.net", StringComparison.OrdinalIgnoreCase) ? host.Split('.')[0] : null;
    }
}
