param name string
param access string = 'Disabled'
param keyless bool?

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  kind: 'OpenAI'
  properties: { publicNetworkAccess: access, disableLocalAuth: keyless ?? true }
}

output name string = account.name
