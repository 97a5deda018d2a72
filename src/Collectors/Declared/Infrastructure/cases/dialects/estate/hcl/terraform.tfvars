region = "eu-west-1"
team   = "LAB"
