from langchain_pinecone import PineconeVectorStore
store = PineconeVectorStore.from_existing_index(embedding=e, index_name="crm")
retriever = store.as_retriever()
