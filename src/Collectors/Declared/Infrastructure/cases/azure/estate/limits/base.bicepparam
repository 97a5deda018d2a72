using none
param access = 'Enabled
