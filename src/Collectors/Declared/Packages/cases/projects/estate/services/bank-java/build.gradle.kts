dependencies {
    implementation("org.springframework.ai:spring-ai-openai:1.0.0")
    testImplementation("dev.langchain4j:langchain4j-ollama:$lc")
    // implementation("io.pinecone:pinecone-client:1.0")
}
