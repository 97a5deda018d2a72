"""Executes the functions that the compliance-report agent may call."""
import json
import os

import boto3

LEDGER = boto3.client("lambda", region_name="eu-west-1")


def read(operation, arguments):
    answer = LEDGER.invoke(FunctionName=os.environ["LEDGER_READER"], Payload=json.dumps({"op": operation, **arguments}))
    return json.load(answer["Payload"])


FUNCTIONS = {
    "list_accounts": lambda a: read("accounts", a),
    "get_transactions": lambda a: read("transactions", a),
    "get_report_template": lambda a: read("template", a),
}


def handler(event, context):
    arguments = {p["name"]: p["value"] for p in event.get("parameters", [])}
    body = FUNCTIONS[event["function"]](arguments)
    return {
        "messageVersion": "1.0",
        "response": {
            "actionGroup": event["actionGroup"],
            "function": event["function"],
            "functionResponse": {"responseBody": {"TEXT": {"body": json.dumps(body)}}},
        },
    }
