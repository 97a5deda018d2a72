param name string
param access string = 'Enabled'
param store string = ''

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  kind: 'OpenAI'
  properties: { publicNetworkAccess: access }
}

resource lab 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = if (!empty(store)) {
  name: '${name}-lab'
  properties: { storageAccount: store }
}

output id string = account.id
