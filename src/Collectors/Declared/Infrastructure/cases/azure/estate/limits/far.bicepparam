using '../../outside.bicep'
