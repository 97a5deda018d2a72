using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Jobs of SageMaker that code will start, in the shape of the request that starts them: their network, keys and image.</summary>
internal static class Jobs
{
    private static readonly string[] Words = ["isolated", "vpc", "encryptedTraffic", "outputKey", "volumeKey", "imageFixed"];

    /// <summary>A monitoring job that a schedule starts with a definition of its own.</summary>
    public static IEnumerable<Claim> Schedule(Resource r, Estate estate)
    {
        var job = r.Properties.At("monitoring_schedule_config", "monitoring_job_definition");
        return job is null ? [] : Say(r, job, r.Name, estate);
    }

    /// <summary>The jobs that the steps of a pipeline start; a pipeline whose steps stand elsewhere is one of which nothing is known.</summary>
    public static IEnumerable<Claim> Pipeline(Resource r, Estate estate)
    {
        var p = r.Properties;
        var body = p.At("pipeline_definition", "pipeline_definition_body") is { } inner && p.At("pipeline_definition") is not OpenTerm and not TextTerm ? inner : p.At("pipeline_definition");
        return (body is TextTerm text ? Jsons.Decode(text.Text) : body) is MapTerm definition && definition.At("Steps") is ListTerm
            ? PipelineSteps.Of(definition).SelectMany(s => Say(At(r, s.Name, body!.Line), s.Arguments, $"{s.Name} of {r.Name}", estate))
            : Unread(r, p.Any("pipeline_definition_s3_location") ?? body);
    }

    /// <summary>The jobs that the states of a machine start; of a machine that starts none, nothing is said.</summary>
    public static IEnumerable<Claim> StateMachine(Resource r, Estate estate)
    {
        var body = r.Properties.Any("definition_string", "definition");
        return (body is TextTerm text ? Jsons.Decode(text.Text) : body) is MapTerm definition
            ? JobStates.Of(definition).SelectMany(s => Say(At(r, s.Name, body!.Line), s.Arguments, $"{s.Name} of {r.Name}", estate)) : [];
    }

    private static Resource At(Resource r, string step, int line) => r with { Address = $"{r.Address}/{step}", Name = step, Line = line > 0 ? line : r.Line };

    // What stands inside a text has that text's line.
    private static IEnumerable<Claim> Say(Resource r, Term job, string name, Estate estate)
    {
        var asset = new Subject(r, AssetKind.Pipeline, Term.Of(name));
        var network = job.At("network_config") ?? job;
        asset.Optional("isolated", network.At("enable_network_isolation").Flag(false).Elsewhere);
        asset.Optional("vpc", network.At("vpc_config").IsSet().Elsewhere);
        asset.Optional("encryptedTraffic", network.At("enable_inter_container_traffic_encryption").Flag(false).Elsewhere);
        var output = job.Any("output_data_config", "processing_output_config", "monitoring_output_config");
        if (output is not null) asset.Optional("outputKey", output.At("kms_key_id").IsCustomersKey(estate).Elsewhere);
        var machines = job.Any("resource_config", "hyper_parameter_tuning_resource_config") ?? job.Any("processing_resources", "monitoring_resources").At("cluster_config");
        if (machines is not null) asset.Optional("volumeKey", machines.At("volume_kms_key_id").IsCustomersKey(estate).Elsewhere);
        Image(asset, job.At("algorithm_specification", "training_image") ?? job.At("app_specification", "image_uri") ?? job.At("monitoring_app_specification", "image_uri"), r.Line);
        return asset.Claims();
    }

    // An algorithm of the provider's, by name, has no image of which to speak.
    private static void Image(Subject asset, Term? image, int line)
    {
        if (image is null) return;
        asset.Optional("imageFixed", image.Text().Map(t => t.Contains("@sha256:", StringComparison.Ordinal)).Elsewhere);
        if (image.AsText is not { } text) return;
        asset.Say("image", Value.Of(text), line);
        asset.Cover("image");
    }

    private static IEnumerable<Claim> Unread(Resource r, Term? body)
    {
        var asset = new Subject(r, AssetKind.Pipeline, r.Properties.Any("pipeline_name", "name"));
        var why = body?.Unknown?.Why ?? (body is TextTerm ? "a definition that is no json with `Steps`" : "a definition that is kept elsewhere");
        foreach (var word in Words) asset.Optional(word, new Known<bool>(false, body?.Line ?? 0, why));
        return asset.Claims();
    }
}
