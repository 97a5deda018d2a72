require "openai"
