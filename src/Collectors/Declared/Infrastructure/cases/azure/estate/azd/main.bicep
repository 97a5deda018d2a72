param existing string = ''
param access string = 'Disabled'
param version string = '2024-08-06'
param options object = {}

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = if (empty(existing)) {
  name: 'azd'
  kind: 'OpenAI'
  properties: { publicNetworkAccess: access, disableLocalAuth: options.keyless }

  resource chat 'deployments' = {
    name: 'chat'
    sku: { name: 'Standard' }
    properties: { model: { name: 'gpt-4o', version: version }, raiPolicyName: 'Strict' }
  }
}
