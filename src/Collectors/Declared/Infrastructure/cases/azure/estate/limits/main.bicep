param key string
param access string = 'Disabled'

resource many 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'many'
  kind: 'OpenAI'
  properties: { '${key}': 'Disabled', disableLocalAuth: true }
}

resource given 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'given'
  kind: 'OpenAI'
  properties: { publicNetworkAccess: access, disableLocalAuth: true }
}

module self 'main.bicep' = { name: 'self' }
