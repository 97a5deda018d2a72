param regions array
param others array = []
var n = 'outer'
var closed = { publicNetworkAccess: 'Disabled', disableLocalAuth: true }

module known 'account.bicep' = [for (n, i) in ['one', 'two']: {
  name: 'm${i}'
  params: { name: n, access: i == 1 ? 'Enabled' : null }
}]

module none 'account.bicep' = [for n in others: {
  name: n
  params: { name: n }
}]

module some 'account.bicep' = [for n in regions: {
  name: n
  params: { ...n, name: 'some-${n}' }
}]

// `closed` is what it is outside, whatever the loop calls its item.
resource set 'Microsoft.CognitiveServices/accounts@2024-10-01' = [for closed in range(0, 2): {
  name: 'set-${closed}'
  kind: 'OpenAI'
  properties: held
}]
var held = closed

resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for i in range(0, 2): {
  parent: set[i]
  name: 'chat-${i}'
  sku: { name: 'GlobalStandard' }
  properties: { model: { name: 'gpt-4o', version: '2024-08-06' } }
}]

resource second 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  name: '${known[1].outputs.name}/extra'
  properties: { model: { name: 'gpt-4o-mini', version: '2024-07-18' }, scaleSettings: { scaleType: 'Standard' } }
}
