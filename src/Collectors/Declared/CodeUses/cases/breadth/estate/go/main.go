package main

import (
	"context"
	"os"

	"github.com/anthropics/anthropic-sdk-go"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/bedrockruntime"
	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/openai/openai-go"
	"github.com/openai/openai-go/option"
	"google.golang.org/adk/agent/llmagent"
	"google.golang.org/genai"
)

const small = "claude-3-haiku-20240307"

func ask(ctx context.Context, text string) {
	client := openai.NewClient(option.WithAPIKey(os.Getenv("ANSWERS_KEY")), option.WithBaseURL("https://gateway.internal/v1"))
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{
		Model:    "gpt-4.1-2025-04-14",
		Messages: []openai.ChatCompletionMessageParamUnion{openai.SystemMessage("Answer."), openai.UserMessage(text)},
	})
	client.Chat.Completions.New(ctx, openai.ChatCompletionNewParams{Model: os.Getenv("ELSEWHERE")})
	client.Embeddings.New(ctx, openai.EmbeddingNewParams{Model: "text-embedding-3-small"})
	claude := anthropic.NewClient()
	claude.Messages.New(ctx, anthropic.MessageNewParams{Model: small, MaxTokens: 10, System: []anthropic.TextBlockParam{{Text: "Answer."}}})
	bedrock := bedrockruntime.New(bedrockruntime.Options{})
	model := "amazon.nova-pro-v1:0"
	bedrock.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: &model})
	gemini, _ := genai.NewClient(ctx, &genai.ClientConfig{})
	gemini.Models.GenerateContent(ctx, "gemini-2.0-flash-001", nil, nil)
	llmagent.New(llmagent.Config{Name: "reader", Instruction: "You read."})
	server := mcp.NewServer(&mcp.Implementation{Name: "answers", Version: "1.0.0"}, nil)
	mcp.AddTool(server, &mcp.Tool{Name: "rates", Description: "the rates of today"}, nil)
}

type desk struct {
	bedrock *bedrockruntime.Client
}

func (d *desk) ask(ctx context.Context) {
	d.bedrock.Converse(ctx, &bedrockruntime.ConverseInput{ModelId: aws.String("amazon.nova-lite-v1:0")})
}
