variable "level" { default = "blob" }
variable "unknown" { type = string }

resource "azurerm_storage_account" "open" {
  name = "openlab"
}

resource "azurerm_storage_container" "open" {
  name                  = "training"
  storage_account_name  = azurerm_storage_account.open.name
  container_access_type = var.level
}

resource "azurerm_machine_learning_workspace" "open" {
  name               = "open"
  storage_account_id = azurerm_storage_account.open.id
}

resource "azurerm_storage_account" "forbids" {
  name                            = "forbids"
  allow_nested_items_to_be_public = false
  customer_managed_key { key_vault_key_id = "https://vault.example.com/keys/k/1" }
}

resource "azurerm_storage_container" "forbids" {
  name                  = "training"
  storage_account_id    = azurerm_storage_account.forbids.id
  container_access_type = "container"
}

resource "azurerm_machine_learning_datastore_blobstorage" "forbids" {
  name                 = "forbids"
  workspace_id         = azurerm_machine_learning_workspace.open.id
  storage_container_id = azurerm_storage_container.forbids.resource_manager_id
}

resource "azurerm_storage_account" "walled" {
  name = "walled"
}

resource "azurerm_storage_account_network_rules" "walled" {
  storage_account_id = azurerm_storage_account.walled.id
  default_action     = "Deny"
  ip_rules           = ["192.0.2.0/24"]
}

resource "azurerm_storage_container" "walled" {
  name                  = "documents"
  storage_account_id    = azurerm_storage_account.walled.id
  container_access_type = "blob"
}

resource "azurerm_cognitive_account" "walled" {
  name = "walled"
  kind = "FormRecognizer"
  storage { storage_account_id = azurerm_storage_account.walled.id }
}

resource "azurerm_storage_account" "unresolvable" {
  name = "unresolvable"
}

resource "azurerm_storage_container" "unresolvable" {
  name                  = "training"
  storage_account_id    = azurerm_storage_account.unresolvable.id
  container_access_type = var.unknown
}

resource "azurerm_machine_learning_workspace" "unresolvable" {
  name               = "unresolvable"
  storage_account_id = azurerm_storage_account.unresolvable.id
}
