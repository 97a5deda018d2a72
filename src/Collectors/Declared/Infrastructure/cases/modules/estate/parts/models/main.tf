variable "isolated" { type = bool }
variable "image" {}
resource "aws_sagemaker_model" "this" {
  name                     = replace(var.image, ":", "-")
  enable_network_isolation = var.isolated
  primary_container { image = var.image }
}
