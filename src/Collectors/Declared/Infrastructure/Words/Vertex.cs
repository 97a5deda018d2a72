using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Declared.Infrastructure.Words;

/// <summary>Google Cloud: notebooks, Vertex AI endpoints, and what Vertex AI keeps.</summary>
internal static class Vertex
{
    /// <summary>A user-managed notebook.</summary>
    public static IEnumerable<Claim> Notebook(Resource r, Estate estate)
    {
        var asset = Named(r, AssetKind.Notebook);
        asset.Flag("internet", r.Properties.At("no_public_ip").Flag(false).Map(no => !no));
        asset.Flag("customerKey", r.Properties.At("kms_key").IsCustomersKey(estate));
        asset.Flag("vpc", r.Properties.At("network").IsSet());
        asset.Cover("root", "metadataVersion");
        return asset.Claims();
    }

    /// <summary>A managed notebook runtime.</summary>
    public static IEnumerable<Claim> Runtime(Resource r, Estate estate)
    {
        var asset = Named(r, AssetKind.Notebook);
        var machine = r.Properties.At("virtual_machine", "virtual_machine_config");
        asset.Flag("internet", machine.At("internal_ip_only").Flag(false).Map(only => !only));
        asset.Flag("customerKey", machine.At("encryption_config", "kms_key").IsCustomersKey(estate));
        asset.Flag("vpc", machine.At("network").IsSet());
        asset.Cover("root", "metadataVersion");
        return asset.Claims();
    }

    /// <summary>A workbench instance; every disk of it counts.</summary>
    public static IEnumerable<Claim> Workbench(Resource r, Estate estate)
    {
        var asset = Named(r, AssetKind.Notebook);
        var setup = r.Properties.At("gce_setup");
        asset.Flag("internet", setup.At("disable_public_ip").Flag(false).Map(no => !no));
        var key = Disk(setup.At("boot_disk"), estate);
        foreach (var disk in setup.At("data_disks").Items()) key = key.With(Disk(disk, estate), (a, b) => a && b);
        asset.Flag("customerKey", key);
        asset.Flag("vpc", setup.At("network_interfaces").IsSet());
        asset.Cover("root", "metadataVersion");
        return asset.Claims();
    }

    /// <summary>An endpoint: a peered network or Private Service Connect takes it off the shared, public address.</summary>
    public static IEnumerable<Claim> Endpoint(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = Named(r, AssetKind.Endpoint);
        asset.Flag("customerKey", Key(p, estate));
        asset.Flag("publicAccess", p.At("network").IsSet().With(p.At("private_service_connect_config", "enable_private_service_connect").Flag(false), (network, connect) => !network && !connect));
        asset.Cover("localAuth");
        asset.Say("localAuth", Value.False, r.Line);
        var logging = p.At("predict_request_response_logging_config", "enabled").Flag(false);
        if (logging is { Unknown: null, Value: true }) asset.Say("logs", Value.Of("content"), logging.Line);
        if (logging.Unknown is { } why) asset.Lack(logging.Line, why, "logs");
        return asset.Claims();
    }

    /// <summary>An endpoint of a vector index.</summary>
    public static IEnumerable<Claim> IndexEndpoint(Resource r, Estate estate)
    {
        var p = r.Properties;
        var asset = Named(r, AssetKind.VectorStore);
        asset.Optional("publicAccess", p.At("public_endpoint_enabled").Flag(false));
        if (p.At("encryption_spec") is not null) asset.Optional("customerKey", Key(p, estate));
        return asset.Claims();
    }

    /// <summary>A dataset.</summary>
    public static IEnumerable<Claim> Dataset(Resource r, Estate estate) => Store(r, AssetKind.Dataset, estate);

    /// <summary>A feature store, metadata store or log of experiments.</summary>
    public static IEnumerable<Claim> DataStore(Resource r, Estate estate) => Store(r, AssetKind.DataStore, estate);

    private static IEnumerable<Claim> Store(Resource r, AssetKind kind, Estate estate)
    {
        var asset = Named(r, kind);
        asset.Optional("customerKey", Key(r.Properties, estate));
        return asset.Claims();
    }

    private static Known<bool> Key(MapTerm p, Estate estate) => p.At("encryption_spec", "kms_key_name").IsCustomersKey(estate);

    private static Known<bool> Disk(Term? disk, Estate estate) =>
        disk is OpenTerm ? disk.IsSet().Map(_ => false) with { Unknown = ((OpenTerm)disk).Why } : disk.At("disk_encryption").Text("GMEK").With(disk.At("kms_key").IsCustomersKey(estate), (kind, key) => kind == "CMEK" && key);

    private static Subject Named(Resource r, AssetKind kind) => new(r, kind, r.Properties.Any("display_name", "name"));
}
