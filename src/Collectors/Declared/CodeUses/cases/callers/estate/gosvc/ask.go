package main

import (
	"context"

	openai "github.com/sashabaranov/go-openai"
)

func ask(ctx context.Context, client *openai.Client, model string) {
	client.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: model})
}
