param everything object
param list array

module good 'modules/account.bicep' = {
  name: 'good'
  params: { name: 'good', access: 'Disabled', store: store.id }
}

module weak './modules/account.bicep' = {
  name: 'weak'
  params: { name: 'weak' }
}

module elsewhere 'br/public:avm/res/search/search-service:0.7.0' = {
  name: 'elsewhere'
}

resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: 'plain'
}

resource door 'Microsoft.Network/privateEndpoints@2023-11-01' = {
  name: 'door'
  properties: { privateLinkServiceConnections: [ { name: 'lab', properties: { privateLinkServiceId: workspace.id } } ] }
}

resource workspace 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'tied'
  properties: { publicNetworkAccess: 'Disabled' }
}

// Nothing is known of what is not written here, and nothing is guessed.
resource given 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'given'
  kind: 'OpenAI'
  properties: everything
}

resource spread 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'spread'
  kind: 'OpenAI'
  properties: {
    ...everything
    publicNetworkAccess: 'Disabled'
  }
}

resource turns 'Microsoft.CognitiveServices/accounts@2024-10-01' = [for item in list: {
  name: item.name
  kind: 'OpenAI'
  properties: { publicNetworkAccess: item.?access ?? 'Disabled', disableLocalAuth: true }
}]
