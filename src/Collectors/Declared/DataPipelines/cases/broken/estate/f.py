S3DirectoryLoader(
XToYOperator(
from a import PineconeVectorStore
PineconeVectorStore(