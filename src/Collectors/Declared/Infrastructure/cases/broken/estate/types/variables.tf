variable "a" { default = var.a }
module "self" { source = "./" }
module "out" { source = "../../../../etc" }
