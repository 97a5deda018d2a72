a = "c.yaml b.yaml a.yaml"
