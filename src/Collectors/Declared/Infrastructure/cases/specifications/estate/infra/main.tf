resource "aws_bedrockagent_agent" "desk" {
  agent_name       = "desk"
  foundation_model = "amazon.nova-pro-v1:0"
}

resource "aws_bedrockagent_agent_action_group" "beside" {
  action_group_name = "beside"
  agent_id          = aws_bedrockagent_agent.desk.agent_id
  api_schema {
    payload = file("${path.module}/beside.yaml")
  }
}

resource "aws_s3_object" "stored" {
  bucket = "specs"
  key    = "api/stored.yaml"
  source = "${path.module}/stored.yaml"
}

resource "aws_bedrockagent_agent_action_group" "stored" {
  action_group_name = "stored"
  agent_id          = aws_bedrockagent_agent.desk.agent_id
  api_schema {
    s3 {
      s3_bucket_name = "specs"
      s3_object_key  = "api/stored.yaml"
    }
  }
}

resource "aws_bedrockagent_agent_action_group" "unknown" {
  action_group_name = "unknown"
  agent_id          = aws_bedrockagent_agent.desk.agent_id
  api_schema {
    payload = file(var.specification)
  }
}
