param accountName string
param model string

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' existing = {
  name: accountName

  resource inner 'deployments' = {
    name: 'inner'
    sku: { name: 'GlobalStandard' }
    properties: { model: { name: model, version: '2024-08-06' } }
  }
}

resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'chat'
  sku: { name: 'Standard' }
  properties: { model: { name: 'gpt-4', version: '0613' } }
}

module away '../../../main.bicep' = { name: 'away' }
module template 'account.json' = { name: 'template' }
module torn 'torn.bicep' = { name: 'torn' }
