variable "everybody" { default = "allUsers" }
variable "reader" { type = string }

resource "google_storage_bucket" "open" {
  name     = "vectors-open"
  location = "EU"
}

resource "google_storage_bucket_iam_member" "open" {
  bucket = google_storage_bucket.open.name
  role   = "roles/storage.objectViewer"
  member = var.everybody
}

resource "google_vertex_ai_index" "open" {
  display_name = "open"
  metadata { contents_delta_uri = "gs://${google_storage_bucket.open.name}/contents" }
}

resource "google_storage_bucket" "prevented" {
  name                     = "prevented"
  public_access_prevention = "enforced"
  encryption { default_kms_key_name = google_kms_crypto_key.data.id }
}

resource "google_storage_bucket_iam_binding" "prevented" {
  bucket  = google_storage_bucket.prevented.name
  role    = "roles/storage.objectViewer"
  members = ["allAuthenticatedUsers"]
}

resource "google_vertex_ai_index" "prevented" {
  display_name = "prevented"
  metadata { contents_delta_uri = "gs://prevented/contents" }
}

resource "google_kms_crypto_key" "data" {
  name = "data"
}

resource "google_storage_bucket" "unresolvable" {
  name = "unresolvable"
}

resource "google_storage_bucket_iam_member" "unresolvable" {
  bucket = google_storage_bucket.unresolvable.name
  role   = "roles/storage.objectViewer"
  member = var.reader
}

resource "google_storage_bucket_object" "agent" {
  bucket = google_storage_bucket.unresolvable.name
  name   = "agent.pkl"
}

resource "google_vertex_ai_reasoning_engine" "agent" {
  display_name = "agent"
  spec { package_spec { pickle_object_gcs_uri = google_storage_bucket_object.agent.self_link } }
}

# A list counts only where access is not uniform.
resource "google_storage_bucket" "listed" {
  name = "listed"
}

resource "google_storage_bucket_acl" "listed" {
  bucket      = google_storage_bucket.listed.name
  role_entity = ["READER:allUsers"]
}

resource "google_storage_bucket" "uniform" {
  name                        = "uniform"
  uniform_bucket_level_access = true
}

resource "google_storage_bucket_acl" "uniform" {
  bucket         = google_storage_bucket.uniform.name
  predefined_acl = "publicRead"
}

resource "google_colab_notebook_execution" "runs" {
  gcs_notebook_source { uri = "gs://listed/train.ipynb" }
  gcs_output_uri = "gs://uniform/out"
}

# A policy as a document.
resource "google_storage_bucket" "by_policy" {
  name = "by-policy"
}

data "google_iam_policy" "public" {
  binding {
    role    = "roles/storage.objectViewer"
    members = ["allUsers"]
  }
}

resource "google_storage_bucket_iam_policy" "by_policy" {
  bucket      = google_storage_bucket.by_policy.name
  policy_data = data.google_iam_policy.public.policy_data
}

resource "google_vertex_ai_index" "by_policy" {
  display_name = "by-policy"
  metadata { contents_delta_uri = "gs://by-policy/contents" }
}

# Open, and nothing of AI names it.
resource "google_storage_bucket" "website" {
  name = "website"
}

resource "google_storage_bucket_iam_member" "website" {
  bucket = google_storage_bucket.website.name
  role   = "roles/storage.objectViewer"
  member = "allUsers"
}
