using static Plumbline.Collectors.Declared.CodeUses.Sdk;
using static Plumbline.Collectors.Declared.CodeUses.Use;

namespace Plumbline.Collectors.Declared.CodeUses.Sdks;

/// <summary>Stores of vectors, by their own libraries.</summary>
internal static class VectorStores
{
    public static Sdk[] All { get; } =
    [
        new("chromadb", "", "chromadb", Make(Retrieval, "chroma", "chromadb::Client chromadb::PersistentClient chromadb::HttpClient chromadb::EphemeralClient chromadb::AsyncHttpClient chromadb::CloudClient chromadb::ChromaClient", url: "host path")),
        new("pinecone", "pinecone", "pinecone @pinecone-database", Make(Retrieval, "pinecone", "pinecone::Pinecone @pinecone-database/pinecone::Pinecone pinecone::init pinecone::PineconeGRPC", key: "api_key apiKey")),
        new("qdrant", "", "qdrant_client @qdrant Qdrant.Client", Make(Retrieval, "qdrant", "qdrant_client::QdrantClient qdrant_client::AsyncQdrantClient @qdrant/js-client-rest::QdrantClient Qdrant.Client::QdrantClient", url: "url host 0", key: "api_key apiKey")),
        new("weaviate", "", "weaviate weaviate-client", Make(Retrieval, "weaviate", "weaviate::Client weaviate::connect_to_local weaviate::connect_to_weaviate_cloud weaviate::connect_to_wcs weaviate::connect_to_custom weaviate-client::default", url: "url cluster_url")),
        new("milvus", "", "pymilvus @zilliz", Make(Retrieval, "milvus", "pymilvus::MilvusClient pymilvus::connections.connect pymilvus::Collection @zilliz/milvus2-sdk-node::MilvusClient", url: "uri host")),
        new("faiss", "", "faiss", Make(Retrieval, "faiss", "faiss::IndexFlatL2 faiss::IndexFlatIP faiss::read_index faiss::IndexIVFFlat faiss::IndexHNSWFlat faiss::index_factory")),
        new("lancedb", "", "lancedb @lancedb", Make(Retrieval, "lancedb", "lancedb::connect lancedb::connect_async @lancedb/lancedb::connect", url: "uri 0")),
        new("pgvector", "", "pgvector", Make(Retrieval, "pgvector", "pgvector::register_vector pgvector.psycopg::register_vector")),
        new("opensearch-vector", "", "opensearchpy", Make(None, "opensearch", "opensearchpy::OpenSearch")),
        new("mem0", "", "mem0", Make(Retrieval, "mem0", "mem0::Memory mem0::MemoryClient mem0::Memory.from_config")),
        new("kernel-memory", "", "Microsoft.KernelMemory", Make(Retrieval, "kernel-memory", "Microsoft.KernelMemory::KernelMemoryBuilder Microsoft.KernelMemory::MemoryWebClient")),
        new("vectordata", "", "Microsoft.Extensions.VectorData Microsoft.SemanticKernel.Connectors", Make(None, "vector-store", "Microsoft.Extensions.VectorData::VectorStore Microsoft.Extensions.VectorData::VectorStoreCollection"), On("vector-store", Retrieval, "SearchAsync HybridSearchAsync GetCollection GetDynamicCollection", "vector-store")),
    ];
}
