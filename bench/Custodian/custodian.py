"""Cloud Custodian's filters over an inventory file: its own policy collection and filter engine, no cloud, no clock of the cloud."""
import json
import os
import statistics
import sys
import time

os.environ.setdefault("AWS_DEFAULT_REGION", "eu-west-1")
from c7n.config import Config
from c7n.policy import PolicyCollection
from c7n.resources import load_resources
from c7n.version import version

with open(sys.argv[1]) as file:
    given = json.load(file)
load_resources(("aws.ec2",))
policies = [
    {
        "name": f"p{i}",
        "resource": "aws.ec2",
        "filters": [
            {"type": "value", "key": "Encrypted", "value": False},
            {"or": [
                {"type": "value", "key": "Tags.env", "value": "prod"},
                {"type": "value", "key": "Size", "op": "gt", "value": i % 200},
            ]},
            {"not": [{"type": "value", "key": "Name", "op": "regex", "value": f"^svc-{i % 50}.*"}]},
        ],
    }
    for i in range(given["policies"])
]
config = Config.empty(region="eu-west-1", account_id="111122223333", output_dir="")
collection = list(PolicyCollection.from_data({"policies": policies}, config))
resources = given["resources"]
speeds = []
for _ in range(3):
    hits = 0
    began = time.process_time()
    for policy in collection:
        hits += len(policy.resource_manager.filter_resources(resources))
    speeds.append(len(collection) * len(resources) / (time.process_time() - began))
print(json.dumps({"version": version, "median": statistics.median(speeds), "hits": hits}))
