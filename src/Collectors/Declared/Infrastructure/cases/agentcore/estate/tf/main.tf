variable "mode" {}

resource "aws_iam_role" "agent" {
  name = "agent"
  assume_role_policy = "{}"
  inline_policy {
    name   = "models"
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["bedrock:InvokeModel"], Resource = "*" }] })
  }
}

resource "aws_bedrockagentcore_agent_runtime" "clerk" {
  agent_runtime_name = "clerk"
  role_arn           = aws_iam_role.agent.arn
  agent_runtime_artifact {
    container_configuration {
      container_uri = "111122223333.dkr.ecr.eu-west-1.amazonaws.com/clerk:latest"
    }
  }
  network_configuration {
    network_mode = "PUBLIC"
  }
}

resource "aws_bedrockagentcore_agent_runtime" "open" {
  agent_runtime_name = "open"
  role_arn           = "arn:aws:iam::111122223333:role/elsewhere"
  network_configuration {
    network_mode = var.mode
  }
}

resource "aws_bedrockagentcore_gateway" "tools" {
  name            = "tools"
  authorizer_type = "NONE"
  protocol_type   = "MCP"
  exception_level = "DEBUG"
}

resource "aws_kms_key" "memory" {}

resource "aws_bedrockagentcore_memory" "kept" {
  name                  = "kept"
  event_expiry_duration = 30
  encryption_key_arn    = aws_kms_key.memory.arn
}

resource "aws_bedrockagentcore_browser" "web" {
  name = "web"
  network_configuration {
    network_mode = "PUBLIC"
  }
  recording {
    enabled = true
  }
}

resource "aws_bedrockagentcore_code_interpreter" "sums" {
  name               = "sums"
  execution_role_arn = aws_iam_role.agent.arn
  network_configuration {
    network_mode = "SANDBOX"
  }
}
