// The weaknesses of main.json, written as Bicep: plain, through a variable, a parameter, a loop, a module, and unresolvable.
targetScope = 'resourceGroup'

@description('Who may come in.')
@allowed(['Enabled', 'Disabled'])
param access string = 'Disabled'
param auth bool
param prefix string = 'Claims'
@minLength(1)
param accounts array = [
  { name: 'first', kind: 'OpenAI' }
  { name: 'second', kind: 'OpenAI' }
]

type setting = {
  name: string
}

var name = '${toLower(prefix)}-ai'
var storeName = 'st${uniqueString(resourceGroup().id)}'
/* joined from two objects */
var closed = union({ publicNetworkAccess: 'Enabled' }, { publicNetworkAccess: 'Disabled', disableLocalAuth: true })

resource main 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: name
  kind: 'OpenAI'
  identity: { type: 'SystemAssigned' }
  properties: {
    publicNetworkAccess: access
    disableLocalAuth: auth
    restrictOutboundNetworkAccess: true
    allowedFqdnList: [
      'files.example.com'
    ]
  }

  resource chat 'deployments' = {
    name: 'chat'
    sku: { name: 'GlobalStandard', capacity: 10 }
    properties: { model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-08-06' } }
  }
}

resource mini 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: main
  name: 'mini'
  sku: { name: 'Standard', capacity: 1 }
  properties: { model: { format: 'OpenAI', name: 'gpt-4o-mini', version: '2024-07-18' } }
}

resource looped 'Microsoft.CognitiveServices/accounts@2024-10-01' = [for (account, i) in accounts: {
  name: '${account.name}-${i}'
  kind: account.kind
  properties: closed
}]

resource search 'Microsoft.Search/searchServices@2024-06-01-preview' = if (prefix == 'Claims') {
  name: 'open'
  properties: { publicNetworkAccess: prefix == 'Claims' ? 'Enabled' : 'Disabled' }
}

resource never 'Microsoft.Search/searchServices@2024-06-01-preview' = if (prefix != 'Claims') {
  name: 'never'
}

resource seen 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: 'seen'
}

resource store 'Microsoft.Storage/storageAccounts@2023-05-01' = {
  name: storeName
  properties: { allowBlobPublicAccess: true }

  resource blobs 'blobServices' = {
    name: 'default'
    resource training 'containers' = {
      name: 'training'
      properties: { publicAccess: 'Container' }
    }
  }
}

resource lab 'Microsoft.MachineLearningServices/workspaces@2024-04-01' = {
  name: 'lab'
  properties: { storageAccount: store.id, managedNetwork: { isolationMode: 'Disabled' } }
}

output id string = lab.id
