var a = 'café'
