module bank/go

go 1.23

require github.com/tmc/langchaingo v0.1.12

require (
	github.com/sashabaranov/go-openai v1.24.0
	github.com/pkoukk/tiktoken-go v0.1.6 // indirect
	github.com/mark3labs/mcp-go v0.8.0
	golang.org/x/net v0.20.0 // indirect
)

replace github.com/mark3labs/mcp-go => ../mcp-go

replace github.com/sashabaranov/go-openai v1.24.0 => github.com/sashabaranov/go-openai v1.25.0
