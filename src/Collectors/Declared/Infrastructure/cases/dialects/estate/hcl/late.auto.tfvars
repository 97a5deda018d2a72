closed = false
