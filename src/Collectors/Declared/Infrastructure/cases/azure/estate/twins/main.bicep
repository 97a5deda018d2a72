#disable-next-line no-unused-params
param suffix string
param private bool
param extra bool = false
param accountName string

// Two names that are not known are two accounts; the deployment lies in the second.
resource wide 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: take('a-${suffix}', 20)
  kind: 'OpenAI'
  properties: { publicNetworkAccess: 'Enabled', disableLocalAuth: false }
}

resource narrow 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: take('a-${suffix}', 24)
  kind: 'OpenAI'
  properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true }
}

resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: narrow
  name: 'chat'
  sku: { name: 'Standard' }
  properties: { model: { name: 'gpt-4o', version: 'latest' } }
}

// Of one account, one of two declarations.
resource shut 'Microsoft.CognitiveServices/accounts@2024-10-01' = if (private) {
  name: accountName
  kind: 'OpenAI'
  properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true }
}

resource ajar 'Microsoft.CognitiveServices/accounts@2024-10-01' = if (!private) {
  name: accountName
  kind: 'OpenAI'
  properties: { publicNetworkAccess: 'Enabled', disableLocalAuth: true }
}

// One account, put twice.
resource kept 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'kept'
  kind: 'OpenAI'
  properties: { publicNetworkAccess: 'Disabled', disableLocalAuth: true }
}

module keyed 'keyed.bicep' = {
  name: 'keyed'
  params: { name: kept.name }
}

resource perhaps 'Microsoft.Search/searchServices@2024-06-01-preview' = if (extra) {
  name: 'perhaps'
}

resource fenced 'Microsoft.Search/searchServices@2025-05-01' = {
  name: 'fenced'
  properties: { publicNetworkAccess: 'SecuredByPerimeter', disableLocalAuth: true }
}
