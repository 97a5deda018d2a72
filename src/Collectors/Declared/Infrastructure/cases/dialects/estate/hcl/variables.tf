variable "region" {
  default = "us-east-1"
}

variable "team" {
  type    = string
  default = "nobody"
}

variable "closed" {
  type    = bool
  default = true
}

variable "access" {}

variable "key" {
  type = string
}

variable "role" {}

locals {
  root = var.closed ? "Disabled" : "Enabled"
}
