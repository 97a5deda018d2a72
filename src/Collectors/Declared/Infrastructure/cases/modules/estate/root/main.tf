locals {
  filters = {
    PROMPT_ATTACK = { input = "HIGH", output = "NONE" }
    HATE          = { input = "LOW", output = "LOW" }
  }
  regions = toset(["eu", "us"])
}

module "store" {
  source = "../parts/store"
  name   = "claims-documents"
  public = true
}

module "models" {
  source   = "../parts/models"
  for_each = local.regions
  isolated = false
  image    = "model:${each.key}"
}

module "elsewhere" {
  source = "terraform-aws-modules/kms/aws"
}

resource "aws_bedrock_guardrail" "main" {
  count                   = 2
  name                    = "claims-${count.index}"
  blocked_input_messaging = <<-EOT
    Please
      ask something else.
  EOT

  content_policy_config {
    dynamic "filters_config" {
      for_each = local.filters
      content {
        type            = filters_config.key
        input_strength  = filters_config.value.input
        output_strength = filters_config.value.output
      }
    }
  }

  sensitive_information_policy_config {
    pii_entities_config {
      type   = "EMAIL"
      action = var.mask
    }
    pii_entities_config {
      type   = "PHONE"
      action = "BLOCK"
    }
  }
}

variable "mask" {}

resource "aws_bedrockagent_agent" "clerk" {
  agent_name                  = "clerk"
  foundation_model            = "anthropic.claude-3-haiku-20240307-v1:0"
  customer_encryption_key_arn = module.elsewhere.key_arn
  guardrail_configuration {
    guardrail_identifier = aws_bedrock_guardrail.main[0].guardrail_id
    guardrail_version    = "DRAFT"
  }
}

resource "aws_bedrockagent_agent_action_group" "pay" {
  agent_id          = aws_bedrockagent_agent.clerk.id
  action_group_name = "pay"
  agent_version     = "DRAFT"
  action_group_executor {
    lambda = aws_lambda_function.pay.arn
  }
  function_schema {
    member_functions {
      functions { name = "pay_claim" }
      functions { name = "get_claim" }
    }
  }
}

resource "aws_lambda_function" "pay" {
  function_name = "pay"
  role          = aws_iam_role.pay.arn
}

resource "aws_iam_role" "pay" {
  name = "pay"
  inline_policy {
    policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "bedrock:InvokeModel", Resource = "*" }] })
  }
}

resource "aws_lambda_function_url" "pay" {
  function_name      = aws_lambda_function.pay.function_name
  authorization_type = "NONE"
}

resource "aws_bedrockagent_data_source" "documents" {
  name              = "documents"
  knowledge_base_id = aws_bedrockagent_knowledge_base.claims.id
  data_source_configuration {
    type = "S3"
    s3_configuration { bucket_arn = module.store.arn }
  }
}

resource "aws_bedrockagent_knowledge_base" "claims" {
  name = "claims"
}

resource "aws_s3_bucket" "recursive" {
  bucket = local.loop
}

locals {
  loop = "${aws_s3_bucket.recursive.bucket}-again"
}

resource "aws_sagemaker_endpoint_configuration" "none" {
  count = 0
  name  = "none"
}
