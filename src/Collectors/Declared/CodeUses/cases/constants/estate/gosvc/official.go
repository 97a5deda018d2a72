package main

import (
	"context"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/openai/openai-go/v3"
	"github.com/openai/openai-go/v3/shared"
)

func official(ctx context.Context) {
	client := openai.NewClient()
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: openai.ChatModelGPT4o})
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: openai.F(openai.ChatModelGPT4_1)})
	client.Responses.New(ctx, responses.ResponseNewParams{Model: shared.ChatModelGPT5Mini})
}

func claude(ctx context.Context) {
	client := anthropic.NewClient()
	client.Messages.New(ctx, anthropic.MessageNewParams{Model: anthropic.ModelClaudeSonnet4_5_20250929, MaxTokens: 1024})
}
