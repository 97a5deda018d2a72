using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>SageMaker: notebooks, domains, models, endpoint configurations and the definitions of monitoring jobs.</summary>
internal static class SageMaker
{
    private static readonly string[] Models = ["aws_sagemaker_model", "AWS::SageMaker::Model"];

    /// <summary>A notebook instance; what is not set has the service's default: internet on, root on, version 1.</summary>
    public static IEnumerable<Claim> Notebook(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Notebook, p.Any("name", "notebook_instance_name"));
        asset.Flag("internet", p.At("direct_internet_access").Text("Enabled").Map(t => t != "Disabled"));
        asset.Flag("root", p.At("root_access").Text("Enabled").Map(t => t != "Disabled"));
        asset.Flag("vpc", p.At("subnet_id").IsSet());
        asset.Flag("customerKey", p.At("kms_key_id").IsCustomersKey(estate));
        asset.One("metadataVersion", p.At("instance_metadata_service_configuration", "minimum_instance_metadata_service_version").Text("1").Map(Value.Of));
        Roles.Say(asset, p.At("role_arn"), estate);
        return asset.Claims();
    }

    /// <summary>A Studio domain.</summary>
    public static IEnumerable<Claim> Domain(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Notebook, p.At("domain_name"));
        var closed = p.At("app_network_access_type").Text("PublicInternetOnly").Map(t => t == "VpcOnly");
        asset.Flag("internet", closed.Map(c => !c));
        asset.Flag("vpc", closed);
        asset.Flag("customerKey", p.At("kms_key_id").IsCustomersKey(estate));
        asset.Cover("root", "metadataVersion");
        return asset.Claims();
    }

    /// <summary>A model and the network of its containers.</summary>
    public static IEnumerable<Claim> Model(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.FineTune, r.Properties.Any("name", "model_name"));
        asset.Flag("isolated", Isolated(r));
        asset.Flag("vpc", r.Properties.At("vpc_config").IsSet());
        return asset.Claims();
    }

    /// <summary>An endpoint configuration: judged as what is about to run.</summary>
    public static IEnumerable<Claim> EndpointConfig(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Endpoint, p.Any("name", "endpoint_config_name"));
        asset.Flag("customerKey", p.Any("kms_key_arn", "kms_key_id").IsCustomersKey(estate));
        asset.Say("publicAccess", Value.False, r.Line);
        asset.Say("localAuth", Value.False, r.Line);
        asset.Cover("publicAccess", "localAuth");
        var capture = p.At("data_capture_config", "enable_capture").Flag(false);
        if (capture.Unknown is { } why) asset.Lack(capture.Line, why, "logs");
        else
        {
            if (capture.Value) asset.Say("logs", Value.Of("data-capture"), capture.Line);
            asset.Cover("logs");
        }

        Served(asset, p, estate);
        return asset.Claims();
    }

    /// <summary>A monitoring job as it will run each time: its keys, the traffic between its machines, its network.</summary>
    public static IEnumerable<Claim> JobDefinition(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = new Subject(r, AssetKind.Pipeline, p.Any("job_definition_name", "name"));
        var output = Ending(p, "JobOutputConfig");
        asset.Optional("outputKey", output.At("kms_key_id").IsCustomersKey(estate));
        var cluster = p.At("job_resources", "cluster_config");
        asset.Optional("volumeKey", cluster.At("volume_kms_key_id").IsCustomersKey(estate));
        asset.Optional("encryptedTraffic", p.At("network_config", "enable_inter_container_traffic_encryption").Flag(false));
        asset.Optional("isolated", p.At("network_config", "enable_network_isolation").Flag(false));
        asset.Optional("vpc", p.At("network_config", "vpc_config").IsSet());
        return asset.Claims();
    }

    /// <summary>A flow that sends answers of a model to people: where their judgements are kept.</summary>
    public static IEnumerable<Claim> FlowDefinition(Resource r, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Pipeline, r.Properties.At("flow_definition_name"));
        asset.Optional("outputKey", r.Properties.At("output_config", "kms_key_id").IsCustomersKey(estate));
        return asset.Claims();
    }

    private static Known<bool> Isolated(Resource model) => model.Properties.At("enable_network_isolation").Flag(false);

    // The names of these properties begin with what is monitored: DataQualityJobOutputConfig, ModelBiasJobOutputConfig.
    private static Term? Ending(MapTerm map, string ending)
    {
        foreach (var (key, value) in map.Entries)
            if (key.Replace("_", "", StringComparison.Ordinal).EndsWith(ending, StringComparison.OrdinalIgnoreCase)) return value;
        return null;
    }

    // The weakest model counts; one that is declared elsewhere leaves the network open.
    private static void Served(Subject asset, MapTerm p, Estate estate)
    {
        var variants = p.At("production_variants");
        if (variants is OpenTerm open)
        {
            asset.Lack(open.Line, open.Why, "deployments", "isolated", "vpc");
            return;
        }

        Known<bool> isolated = new(true, 0, null), vpc = new(true, 0, null);
        foreach (var variant in variants.Items().Concat(p.At("shadow_production_variants").Items()))
        {
            var name = variant.At("model_name");
            var model = estate.Named(name, Models, "name", "model_name");
            asset.Say("deployments", Deployment(variant, model, name), variant.Line);
            var unseen = new Known<bool>(false, name?.Line ?? variant.Line, "a model that is declared elsewhere");
            isolated = isolated.With(model is null ? unseen : Isolated(model).Elsewhere, (a, b) => a && b);
            vpc = vpc.With(model is null ? unseen : model.Properties.At("vpc_config").IsSet().Elsewhere, (a, b) => a && b);
        }

        asset.Cover("deployments");
        asset.Flag("isolated", isolated);
        asset.Flag("vpc", vpc);
    }

    private static Value Deployment(Term variant, Resource? model, Term? name)
    {
        var text = model?.Key ?? name.Text().Value;
        return Value.Map(
            ("name", Value.Of(variant.At("variant_name").Text().Value)), ("model", Value.Of(model?.Name ?? text)), ("base", Value.Of(text)), ("pinned", Value.True),
            ("upgrade", Value.Of("never")), ("processing", Value.Of("region")), ("guardrail", Value.Of("")));
    }
}
