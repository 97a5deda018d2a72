param access string = 'Disabled'
/* nobody ends this
resource a 'Microsoft.Search/searchServices@2025-05-01' = { name: 'a' }
