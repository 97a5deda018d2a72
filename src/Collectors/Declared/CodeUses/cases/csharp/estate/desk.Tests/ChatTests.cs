using OpenAI.Chat;

public class ChatTests
{
    private readonly ChatClient client = new("gpt-4o", "not-a-key");
}
