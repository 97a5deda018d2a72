using
param = 3
