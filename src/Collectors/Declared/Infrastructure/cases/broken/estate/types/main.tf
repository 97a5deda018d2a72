resource "aws_sagemaker_notebook_instance" "odd" {
  name                   = ["a"]
  role_arn               = 3
  subnet_id              = {}
  direct_internet_access = [1, 2]
  root_access            = null
  kms_key_id             = { a = 1 }
  instance_metadata_service_configuration = "2"
}
resource "aws_bedrock_guardrail" "odd" {
  name                  = 7
  content_policy_config = [1, "x", { filters_config = "y" }]
  word_policy_config { words_config { text = [] } }
}
resource "aws_bedrockagent_agent" "odd" {
  guardrail_configuration = "none"
  foundation_model        = ["x"]
}
resource "aws_bedrock_model_invocation_logging_configuration" "odd" { logging_config = 1 }
resource "aws_sagemaker_endpoint_configuration" "odd" {
  production_variants = [3, { model_name = {} }]
  data_capture_config { enable_capture = "perhaps" }
}
resource "aws_s3_bucket" "loop" { bucket = aws_s3_bucket.loop.bucket }
locals { a = local.b, b = local.a }
