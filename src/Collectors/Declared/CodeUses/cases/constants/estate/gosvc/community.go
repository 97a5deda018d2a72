package main

import (
	"context"

	oai "github.com/sashabaranov/go-openai"
)

const small = oai.GPT4oMini

func community(ctx context.Context) {
	client := oai.NewClient("")
	client.CreateChatCompletion(ctx, oai.ChatCompletionRequest{Model: oai.GPT4o})
	client.CreateChatCompletion(ctx, oai.ChatCompletionRequest{Model: small})
	client.CreateChatCompletion(ctx, oai.ChatCompletionRequest{Model: oai.GPT99Unheard})
	client.CreateEmbeddings(ctx, oai.EmbeddingRequest{Model: oai.SmallEmbedding3})
}
