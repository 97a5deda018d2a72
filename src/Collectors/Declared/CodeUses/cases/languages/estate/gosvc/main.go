package main

import (
	"context"

	"github.com/sashabaranov/go-openai"
)

const model = "gpt-4o-mini-2024-07-18"

func main() {
	client := openai.NewClient("key")
	client.CreateChatCompletion(context.Background(), openai.ChatCompletionRequest{Model: model})
}
