namespace Plumbline.Guardrails.Secrets;

/// <summary>Keys of clouds, their data stores and their networks.</summary>
internal static class CloudKinds
{
    /// <summary>Kind, provider, prefixes, shape behind them, flags (<see cref="Shapes"/>).</summary>
    public const string Table =
        """
        aws-access-key-id|AWS|AKIA ASIA ABIA ACCA|{u16}
        aws-access-key-id|AWS|A3T|{u17}
        azure-storage-key|Azure|AccountKey= SharedAccessKey=|{b86}==
        azure-storage-key|Azure|+ASt|{b6}==|left={b76}
        azure-service-key|Azure|SharedAccessKey= AccountKey=|{b43}=
        azure-sas-token|Azure|&sig= ?sig= ;sig=|{b43}=
        azure-sas-token|Azure|&sig= ?sig= ;sig=|{q40-90}%3D
        azure-ad-client-secret|Azure|0Q~ 1Q~ 2Q~ 3Q~ 4Q~ 5Q~ 6Q~ 7Q~ 8Q~ 9Q~|{t31-34}|left={t3}
        azure-devops-token|Azure|AZDO|{a4}|left={a76}
        azure-search-key|Azure|AzSe|{a6}|left={a42}
        azure-function-key|Azure|AzFu|{w6}==|left={w44}
        azure-servicebus-key|Azure|+ASb +AEh AIoT|{b6}=|left={b33}
        azure-ai-key|Azure|JQQJ99|{a26}|left={a52}
        azure-cosmos-key|Azure|ACDb|{b6}==|left={b76}
        ethereum-private-key||0x0 0x1 0x2 0x3 0x4 0x5 0x6 0x7 0x8 0x9 0xa 0xb 0xc 0xd 0xe 0xf 0xA 0xB 0xC 0xD 0xE 0xF|{H63}|weak
        google-oauth-client-secret|Google|GOCSPX-|{w28}
        google-oauth-token|Google|ya29.|{t30-400}
        google-refresh-token|Google|1//0|{w40-150}
        alibaba-access-key-id|Alibaba Cloud|LTAI|{a20}
        tencent-secret-id|Tencent Cloud|AKID|{a32}
        yandex-api-key|Yandex Cloud|AQVN|{w35-38}
        yandex-access-key|Yandex Cloud|YCAJE YCM|{w30-40}
        digitalocean-token|DigitalOcean|dop_v1_ doo_v1_ dor_v1_|{h64}
        linode-token|Akamai|linode_pat_|{h64}
        hetzner-token|Hetzner|hcloud_|{a64}
        fly-token|Fly.io|fo1_|{w43}
        fly-token|Fly.io|fm1a_ fm1r_ fm2_|{B100-2000}
        heroku-api-key|Heroku|HRKU-AA|{w58}
        vercel-token|Vercel|vcp_ vci_ vca_ vcr_ vck_|{a56}
        vercel-token|Vercel|vercel_blob_rw_|{a16}_{a30-40}
        netlify-token|Netlify|nfp_ nfc_ nfo_ nfu_|{a36-40}
        cloudflare-origin-key|Cloudflare|v1.0-|{h24}-{h146}
        cloudflare-token|Cloudflare|cfk_ cfat_ cfut_|{a40}{h8}
        databricks-token|Databricks|dapi|{H32}
        databricks-token|Databricks|dapi|{H32}-{d1}
        databricks-token|Databricks|dose dkea|{H32}
        snowflake-token|Snowflake|ver:1-hint:|{d3-20}-ETMsDgAAA{B60-2000}
        planetscale-token|PlanetScale|pscale_tkn_ pscale_oauth_ pscale_pw_|{t32-64}
        neon-api-key|Neon|napi_|{l64}
        supabase-key|Supabase|sbp_ sbs_|{h40}
        supabase-key|Supabase|sb_secret_|{w22}_{w8}
        mongodb-atlas-key|MongoDB|mdb_sa_sk_|{w40}
        clickhouse-key|ClickHouse|4b1d|{a38}
        confluent-secret|Confluent|cflt|{b60}
        vault-token|HashiCorp|hvs. hvb. hvr.|{w24-300}
        openshift-token|Red Hat|sha256~|{w43}
        tailscale-key|Tailscale|tskey-api- tskey-auth- tskey-client- tskey-scim- tskey-webhook-|{i6-24}-{i16-48}
        tailscale-key|Tailscale|tskey-|{L2-12}-{i6-24}-{i16-48}
        ngrok-key|ngrok|ak_ cr_|{a27}
        dynatrace-token|Dynatrace|dt0c01. dt0s01. dt0s16. dt0s02. dt0s08.|{u24}.{u64}
        """;
}
