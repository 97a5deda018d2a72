# The same notebook four times: as it should be, weak in the text, weak through a variable, and hanging on a value nobody gives.
provider "aws" {
  region = var.region
}

resource "aws_kms_key" "notebooks" {}

resource "aws_sagemaker_notebook_instance" "good" {
  name                   = "good"
  role_arn               = aws_iam_role.lab.arn
  subnet_id              = aws_subnet.lab.id
  direct_internet_access = "Disabled"
  root_access            = "Disabled"
  kms_key_id             = aws_kms_key.notebooks.arn

  instance_metadata_service_configuration {
    minimum_instance_metadata_service_version = "2"
  }
}

resource "aws_sagemaker_notebook_instance" "weak" {
  name     = "weak"
  role_arn = aws_iam_role.lab.arn
}

resource "aws_sagemaker_notebook_instance" "through_a_variable" {
  name                   = format("%s-notebook", lower(var.team))
  role_arn               = aws_iam_role.lab.arn
  direct_internet_access = var.closed ? "Disabled" : "Enabled"
  root_access            = local.root
}

resource "aws_sagemaker_notebook_instance" "unresolvable" {
  name                   = "unresolvable"
  role_arn               = var.role
  direct_internet_access = var.access
  kms_key_id             = var.key
}

resource "aws_iam_role" "lab" {
  name               = "lab"
  assume_role_policy = "{}"
}

resource "aws_iam_role_policy" "lab" {
  role   = aws_iam_role.lab.id
  policy = data.aws_iam_policy_document.lab.json
}

data "aws_iam_policy_document" "lab" {
  statement {
    actions   = ["s3:*", "logs:CreateLogGroup"]
    resources = ["*"]
  }
}
