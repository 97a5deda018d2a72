from langchain_community.document_loaders import DirectoryLoader
loader = DirectoryLoader("pages")
