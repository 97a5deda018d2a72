from langchain_community.agent_toolkits.openapi import planner
spec = load("customers.yaml")
