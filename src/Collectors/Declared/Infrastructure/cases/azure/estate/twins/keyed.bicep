param name string

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  kind: 'OpenAI'
  properties: {
    publicNetworkAccess: 'Disabled'
    disableLocalAuth: true
    encryption: { keySource: 'Microsoft.KeyVault' }
  }
}
