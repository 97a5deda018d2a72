package main

import "context"

func main() {
	ask(context.Background(), nil, "gpt-4.1")
}
