from airflow.providers.amazon.aws.transfers.salesforce_to_s3 import SalesforceToS3Operator
upload = SalesforceToS3Operator(
    task_id="x", salesforce_query="SELECT Id", s3_bucket_name="crm-export", s3_key="a")
