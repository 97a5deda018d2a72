# The same training step as it should be, weak in the text, weak through a parameter, and hanging on what only a run knows.
variable "definition" { type = string }
variable "image" { default = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/train:1.4" }

resource "aws_kms_key" "data" {}

resource "aws_sagemaker_pipeline" "loans" {
  pipeline_name = "loans"
  pipeline_definition = jsonencode({
    Version    = "2020-12-01"
    Parameters = [{ Name = "Isolated", Type = "Boolean", DefaultValue = false }, { Name = "Later", Type = "String" }]
    Steps = [
      { Name = "prepare", Type = "Processing", Arguments = {
        AppSpecification       = { ImageUri = var.image }
        ProcessingResources    = { ClusterConfig = { InstanceCount = 2, VolumeKmsKeyId = "alias/data" } }
        ProcessingOutputConfig = { Outputs = [] }
        NetworkConfig          = { EnableNetworkIsolation = true, EnableInterContainerTrafficEncryption = true }
      } },
      { Name = "hardened", Type = "Training", Arguments = {
        AlgorithmSpecification                = { TrainingImage = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/train@sha256:0000000000000000000000000000000000000000000000000000000000000000" }
        OutputDataConfig                      = { S3OutputPath = "s3://weights/out", KmsKeyId = "alias/data" }
        ResourceConfig                        = { InstanceCount = 2, VolumeKmsKeyId = "alias/data" }
        EnableNetworkIsolation                = true
        EnableInterContainerTrafficEncryption = true
      } },
      { Name = "gate", Type = "Condition", Arguments = { Conditions = [], ElseSteps = [], IfSteps = [
        { Name = "weak", Type = "Training", Arguments = {
          AlgorithmSpecification = { TrainingImage = var.image }
          OutputDataConfig       = { S3OutputPath = "s3://weights/out" }
          ResourceConfig         = { InstanceCount = 2 }
          EnableNetworkIsolation = { Get = "Parameters.Isolated" }
        } },
        { Name = "late", Type = "Training", Arguments = {
          AlgorithmSpecification                = { AlgorithmName = "xgboost" }
          OutputDataConfig                      = { S3OutputPath = "s3://weights/out", KmsKeyId = { Get = "Parameters.Later" } }
          EnableNetworkIsolation                = { Get = "Parameters.Later" }
          EnableInterContainerTrafficEncryption = true
        } },
        { Name = "register", Type = "RegisterModel", Arguments = {} },
      ] } },
    ]
  })
}

resource "aws_sagemaker_pipeline" "elsewhere" {
  pipeline_name = "elsewhere"
  pipeline_definition_s3_location {
    bucket     = "definitions"
    object_key = "p.json"
  }
}

resource "aws_sagemaker_pipeline" "unresolvable" {
  pipeline_name       = "unresolvable"
  pipeline_definition = var.definition
}

resource "aws_s3_bucket" "weights" {
  bucket = "weights"
  acl    = "public-read"
}

resource "aws_sfn_state_machine" "retrain" {
  name = "retrain"
  definition = jsonencode({ StartAt = "Both", States = { Both = { Type = "Parallel", Branches = [{ StartAt = "Train", States = {
    Train = { Type = "Task", Resource = "arn:aws:states:::sagemaker:createTrainingJob.sync", Parameters = {
      AlgorithmSpecification   = { "TrainingImage.$" = "$.image" }
      "EnableNetworkIsolation" = false
      OutputDataConfig         = { S3OutputPath = "s3://weights/out" }
    } }
    Tell = { Type = "Task", Resource = "arn:aws:states:::sns:publish", Parameters = { Message = "done" } }
  } }] } } })
}
