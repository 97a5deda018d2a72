module example.com/desk

go 1.24

require (
	github.com/anthropics/anthropic-sdk-go v1.20.0
	github.com/openai/openai-go/v3 v3.8.0
	github.com/sashabaranov/go-openai v1.40.0
)
