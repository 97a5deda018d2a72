val systemPrompt = """
    Answer shortly.
    """
val id = AnthropicClient("claude-sonnet-4-5-20250929"); // gpt-4
