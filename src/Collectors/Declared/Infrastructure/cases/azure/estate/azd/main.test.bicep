module tested 'main.bicep' = { name: 'tested', params: { access: 'Enabled', options: { keyless: true } } }
