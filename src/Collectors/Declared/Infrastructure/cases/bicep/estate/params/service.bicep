param access string
param auth bool = false
param networks array = []

resource service 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'service'
  kind: 'OpenAI'
  properties: { publicNetworkAccess: access, disableLocalAuth: auth, networkAcls: { defaultAction: 'Deny', ipRules: [for n in networks: { value: n }] } }
}
