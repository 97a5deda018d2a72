from langchain_community.document_loaders import S3DirectoryLoader, ConfluenceLoader
from langchain_pinecone import PineconeVectorStore
docs = S3DirectoryLoader("crm-export", prefix="a").load() + ConfluenceLoader(url="x").load()
PineconeVectorStore.from_documents(docs, embedding, index_name="crm")
