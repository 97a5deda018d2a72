using './service.bicep'

param access = 'Enabled'
param auth = true
param networks = ['192.0.2.0/24', '198.51.100.0/24']
