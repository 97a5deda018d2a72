using OpenAI.Chat;
class Broken { ChatClient c = new("gpt-4o-2024-08-06", K); void M( {
