"""Lets on-call move a workload to another model without a release."""
import os
from functools import lru_cache

import boto3


@lru_cache(maxsize=8)
def model_route(workload):
    prefix = os.environ.get("ROUTE_PREFIX")
    if not prefix:
        return None
    ssm = boto3.client("ssm", region_name="eu-west-1")
    try:
        return ssm.get_parameter(Name=f"{prefix}/{workload}")["Parameter"]["Value"]
    except ssm.exceptions.ParameterNotFound:
        return None
