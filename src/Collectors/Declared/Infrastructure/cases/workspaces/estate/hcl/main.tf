variable "mode" { type = string }

resource "azurerm_machine_learning_workspace" "plain" {
  name = "plain"
}

resource "azurerm_machine_learning_workspace" "inward" {
  name                          = "inward"
  public_network_access_enabled = false
}

resource "azurerm_private_endpoint" "door" {
  name = "door"
  private_service_connection {
    private_connection_resource_id = azurerm_machine_learning_workspace.inward.id
    subresource_names              = ["amlworkspace"]
  }
}

resource "azurerm_machine_learning_workspace" "outward" {
  name = "outward"
  managed_network { isolation_mode = "AllowOnlyApprovedOutbound" }
}

resource "azurerm_machine_learning_workspace_network_outbound_rule_private_endpoint" "store" {
  name         = "store"
  workspace_id = azurerm_machine_learning_workspace.outward.id
}

resource "azurerm_machine_learning_workspace" "switched_off" {
  name = "switched-off"
  managed_network { isolation_mode = var.mode == "" ? "Disabled" : "Disabled" }
}
