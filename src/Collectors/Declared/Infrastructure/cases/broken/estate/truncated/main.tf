resource "aws_sagemaker_notebook_instance" "cut" {
  name = "cut"
  tags = {
