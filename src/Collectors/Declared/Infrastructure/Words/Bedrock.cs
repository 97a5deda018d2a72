using Plumbline.Cel.Types;
using Plumbline.Collectors.Files;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Bedrock: agents, knowledge bases, data sources, custom models and the logging of invocations.</summary>
internal static class Bedrock
{
    private static readonly string[] GuardrailTypes = ["aws_bedrock_guardrail", "AWS::Bedrock::Guardrail", "aws_bedrock_guardrail_version", "awscc_bedrock_guardrail", "AWS::Bedrock::GuardrailVersion"];

    /// <summary>An agent: its model, guardrail, instruction, key and, with them, its tools.</summary>
    public static IEnumerable<Claim> Agent(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Agent, p.At("agent_name"));
        asset.Flag("customerKey", p.At("customer_encryption_key_arn").IsCustomersKey(estate));
        if (p.At("foundation_model") is { } model)
        {
            if (model.AsText is { Length: > 0 } text) asset.Say("models", ModelOf(text), model.Line);
            else asset.Lack(model.Line, (model as OpenTerm)?.Why ?? "a value of another kind", "models");
        }

        asset.Cover("models");
        Guardrail(asset, p.At("guardrail_configuration"), estate);
        if (p.At("instruction") is { } instruction) asset.One("instruction", instruction.Text().Map(t => Value.Of(Fingerprints.OfText(t))));
        asset.Cover("instruction");
        AgentTools.Say(asset, r, estate);
        Roles.Say(asset, p.At("agent_resource_role_arn"), estate);
        DataFlows.Ask(asset, r, estate);
        return asset.Claims();
    }

    /// <summary>A knowledge base and the store of its vectors.</summary>
    public static IEnumerable<Claim> KnowledgeBase(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Pipeline, r.Properties.At("name"));
        var storage = r.Properties.At("storage_configuration");
        var collection = storage.At("opensearch_serverless_configuration", "collection_arn");
        if (estate.Named(collection, ["aws_opensearchserverless_collection", "AWS::OpenSearchServerless::Collection"], "arn") is { } store)
            asset.Relate("stores-in", new AssetId(AssetKind.VectorStore, store.Key), collection!.Line);
        foreach (var source in estate.Of("aws_bedrockagent_data_source", "awscc_bedrock_data_source", "AWS::Bedrock::DataSource"))
            if (estate.Named(source.Properties.At("knowledge_base_id"), [r.Type], "id") == r) asset.Relate("reads", new AssetId(AssetKind.Corpus, source.Key), 0);
        var embedding = r.Properties.At("knowledge_base_configuration", "vector_knowledge_base_configuration", "embedding_model_arn");
        if (embedding?.AsText is { Length: > 0 } model) asset.Relate("embeds-with", new AssetId(AssetKind.Model, ModelId.Parse(model).Base), embedding.Line);
        if (r.Properties.At("name") is null) asset.Say("name", Value.Of(r.Name), r.Line);
        return asset.Claims();
    }

    /// <summary>Documents of a knowledge base: whose key guards them while they are read in.</summary>
    public static IEnumerable<Claim> DataSource(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Corpus, r.Properties.At("name"));
        asset.Flag("customerKey", r.Properties.At("server_side_encryption_configuration", "kms_key_arn").IsCustomersKey(estate));
        var systems = DataFlows.Read(asset, r, estate);
        return asset.Claims().Concat(systems);
    }

    /// <summary>A model that is tuned by the same code.</summary>
    public static IEnumerable<Claim> CustomModel(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.FineTune, p.Any("custom_model_name", "imported_model_name", "name"));
        asset.Flag("customerKey", p.Any("custom_model_kms_key_id", "imported_model_kms_key_id").IsCustomersKey(estate));
        if (p.At("base_model_identifier") is { } from) asset.One("tunedFrom", from.Text().Map(t => Value.Of(ModelId.Parse(t).Base)));
        // Bedrock hosts it: it has no containers that a customer places.
        asset.Cover("isolated", "vpc");
        return asset.Claims();
    }

    /// <summary>Logging of model invocations, in the account and region where this is applied.</summary>
    public static IEnumerable<Claim> InvocationLogging(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Account);
        var config = r.Properties.At("logging_config");
        var bucket = config.At("s3_config", "bucket_name");
        var group = config.At("cloudwatch_config", "log_group_name");
        var on = config is OpenTerm open ? new Known<bool>(default, open.Line, open.Why) : bucket.IsSet().With(group.IsSet(), (a, b) => a || b);
        var logging = on.With(config.At("text_data_delivery_enabled").Flag(true), (enabled, text) => Value.Map(
            ("enabled", Value.Of(enabled)), ("text", Value.Of(enabled && text)),
            ("destination", Value.Of(string.Join(' ', new[] { Place("s3://", bucket), Place("log-group:", group) }.OfType<string>())))));
        asset.One("invocationLogging", logging);
        return asset.Claims();
    }

    /// <summary>A model as claims name it.</summary>
    public static Value ModelOf(string text)
    {
        var id = ModelId.Parse(text);
        return Value.Map(("id", Value.Of(id.Text)), ("base", Value.Of(id.Base)), ("pinned", Value.Of(id.IsPinned)));
    }

    private static string? Place(string scheme, Term? term) => term is null ? null : scheme + (term.AsText ?? (term as OpenTerm)?.Why);

    private static void Guardrail(Subject asset, Term? configuration, Estate estate)
    {
        var id = configuration is OpenTerm ? configuration : configuration.At("guardrail_identifier");
        var set = id.IsSet();
        if (set.Unknown is { } why) asset.Lack(set.Line, why, "guardrail");
        else asset.Cover("guardrail");
        if (!set.Value || set.Unknown is not null) return;
        var named = estate.Named(id, GuardrailTypes, "guardrail_id", "guardrail_arn");
        if (named is not null) asset.Relate("uses", new AssetId(AssetKind.Guardrail, named.Key), set.Line);
        var text = id?.AsText is { } written ? Arn.Parse(written)?.Name ?? written : named?.Key ?? (id as OpenTerm)?.Why ?? "";
        asset.Say("guardrail", Value.Map(("id", Value.Of(text)), ("version", Value.Of(configuration.At("guardrail_version").Text().Value ?? ""))), set.Line);
    }
}
