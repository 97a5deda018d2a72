module example.com/desk

go 1.24

require github.com/sashabaranov/go-openai v1.40.0
