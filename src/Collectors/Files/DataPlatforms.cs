using Plumbline.Cel.Types;
using Plumbline.Posture.Assets;
using Plumbline.Posture.Evidence;

namespace Plumbline.Collectors.Files;

/// <summary>Systems that data comes from, by the names that connectors, operators and loaders give them.</summary>
public static class DataPlatforms
{
    // Words of a connector's name; what the platform is called; what it is for.
    private static readonly (string Word, string Platform, string Purpose)[] Known =
    [
        ("salesforce", "Salesforce", "crm"), ("hubspot", "HubSpot", "crm"), ("dynamics", "Dynamics 365", "crm"), ("pipedrive", "Pipedrive", "crm"), ("zohocrm", "Zoho CRM", "crm"), ("sugarcrm", "SugarCRM", "crm"), ("intercom", "Intercom", "crm"),
        ("marketo", "Marketo", "crm"), ("zendesk", "Zendesk", "tickets"), ("servicenow", "ServiceNow", "tickets"), ("freshdesk", "Freshdesk", "tickets"), ("jira", "Jira", "tickets"),
        ("sharepoint", "SharePoint", "knowledge base"), ("confluence", "Confluence", "knowledge base"), ("notion", "Notion", "knowledge base"), ("googledrive", "Google Drive", "knowledge base"), ("gdrive", "Google Drive", "knowledge base"), ("onedrive", "OneDrive", "knowledge base"),
        ("dropbox", "Dropbox", "knowledge base"), ("gitbook", "GitBook", "knowledge base"), ("slack", "Slack", "messages"), ("msteams", "Microsoft Teams", "messages"), ("gmail", "Gmail", "messages"), ("outlook", "Outlook", "messages"),
        ("workday", "Workday", "personnel"), ("bamboohr", "BambooHR", "personnel"), ("sap", "SAP", "business"), ("netsuite", "NetSuite", "business"), ("stripe", "Stripe", "payments"), ("shopify", "Shopify", "shop"),
        ("snowflake", "Snowflake", "warehouse"), ("bigquery", "BigQuery", "warehouse"), ("redshift", "Redshift", "warehouse"), ("databricks", "Databricks", "warehouse"), ("synapse", "Synapse", "warehouse"),
        ("postgres", "PostgreSQL", "database"), ("mysql", "MySQL", "database"), ("mssql", "SQL Server", "database"), ("sqlserver", "SQL Server", "database"), ("oracle", "Oracle", "database"), ("mongodb", "MongoDB", "database"), ("mongo", "MongoDB", "database"),
        ("dynamodb", "DynamoDB", "database"), ("elasticsearch", "Elasticsearch", "database"), ("s3", "S3", "object store"), ("gcs", "Cloud Storage", "object store"), ("azureblob", "Azure Blob Storage", "object store"), ("kafka", "Kafka", "stream"),
    ];

    /// <summary>Stores of vectors, by such names.</summary>
    private static readonly (string Word, string Name)[] Vectors =
    [
        ("pinecone", "Pinecone"), ("qdrant", "Qdrant"), ("weaviate", "Weaviate"), ("milvus", "Milvus"), ("chroma", "Chroma"), ("pgvector", "pgvector"), ("faiss", "FAISS"), ("lancedb", "LanceDB"),
        ("vectara", "Vectara"), ("astra", "Astra DB"), ("vectorstore", "vector store"), ("opensearchvector", "OpenSearch"), ("azureaisearch", "Azure AI Search"), ("azuresearch", "Azure AI Search"),
    ];

    /// <summary>The platform that a connector's name speaks of, whatever stands around it: `tap-salesforce`, `SalesforceToS3Operator`, `n8n-nodes-base.hubspot`.</summary>
    public static (string Platform, string Purpose)? Of(string name)
    {
        var plain = Plain(name);
        foreach (var (word, platform, purpose) in Known)
            if (word.Length > 3 ? plain.Contains(word, StringComparison.Ordinal) : Parts(name).Contains(word)) return (platform, purpose);
        return null;
    }

    /// <summary>The store of vectors that a name speaks of.</summary>
    public static string? VectorsOf(string name)
    {
        var plain = Plain(name);
        foreach (var (word, store) in Vectors) if (plain.Contains(word, StringComparison.Ordinal)) return store;
        return null;
    }

    /// <summary>The system as an asset: `salesforce`, or what tells one of several apart behind a colon.</summary>
    public static AssetId Id(string platform, string? part = null) =>
        new(AssetKind.DataStore, platform.ToLowerInvariant().Replace(' ', '-') + (part is { Length: > 0 and < 200 } ? ":" + part : ""));

    /// <summary>What is said of the system itself.</summary>
    public static IEnumerable<Claim> Say(AssetId id, string platform, string purpose, Origin origin) =>
    [
        new Claim(id, "name", Plane.Declared, Value.Of(id.Key.Contains(':', StringComparison.Ordinal) ? $"{platform} {id.Key[(id.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]}" : platform), origin, DateTimeOffset.MinValue),
        new Claim(id, "platform", Plane.Declared, Value.Of(platform), origin, DateTimeOffset.MinValue),
        new Claim(id, "purpose", Plane.Declared, Value.Of(purpose), origin, DateTimeOffset.MinValue),
    ];

    /// <summary>The words of such systems.</summary>
    public static IReadOnlyList<Property> Words { get; } =
    [
        new(AssetKind.DataStore, "platform", CelType.String, false, "the product: Salesforce, Snowflake, …", IsOptional: true),
        new(AssetKind.DataStore, "purpose", CelType.String, false, "what it is for: crm, knowledge base, tickets, warehouse, …", IsOptional: true),
    ];

    private static string Plain(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();

    // A short word counts only where it stands by itself, or between the words of a name: `tap-s3-csv`, `SalesforceToS3Operator`.
    private static HashSet<string> Parts(string name)
    {
        var parts = new HashSet<string>(StringComparer.Ordinal);
        var start = 0;
        for (var i = 0; i <= name.Length; i++)
        {
            var isEnd = i == name.Length || !char.IsAsciiLetterOrDigit(name[i]);
            var isTurn = !isEnd && i > start && char.IsUpper(name[i]) && (char.IsLower(name[i - 1]) || char.IsDigit(name[i - 1]));
            if (!isEnd && !isTurn) continue;
            if (i > start) parts.Add(name[start..i].ToLowerInvariant());
            start = isEnd ? i + 1 : i;
        }

        return parts;
    }
}
