"""Reads an account that moto simulates: seeds it, times a reading of plumb, and of PROWLER where it names that program."""
import json, os, re, signal, socket, subprocess, sys, tempfile, time, urllib.request

PLUMB, SIZE = sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 25
REGION, KEYS = "eu-west-1", {"AWS_ACCESS_KEY_ID": "AKIDEXAMPLE", "AWS_SECRET_ACCESS_KEY": "example", "AWS_DEFAULT_REGION": "eu-west-1"}


def free_port():
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def seed(url):
    import boto3
    made, missing = {}, []
    client = lambda name: boto3.client(name, region_name=REGION, endpoint_url=url, aws_access_key_id="AKIDEXAMPLE", aws_secret_access_key="example")

    def make(what, call, **asked):
        try:
            answer = call(**asked)
            made[what] = made.get(what, 0) + 1
            return answer
        except Exception as e:  # what the simulator does not know is told, and the rest is seeded
            if (what, type(e).__name__) not in missing:
                missing.append((what, type(e).__name__))

    iam, s3, fn, sm, agents, br, ct, ec2 = (client(n) for n in ("iam", "s3", "lambda", "sagemaker", "bedrock-agent", "bedrock", "cloudtrail", "ec2"))
    core = client("bedrock-agentcore-control")
    trust = json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com", "bedrock.amazonaws.com", "sagemaker.amazonaws.com"]}, "Action": "sts:AssumeRole"}]})
    group = make("security group", ec2.create_security_group, GroupName="ai", Description="ai")
    for bucket in ("bench-train", "bench-logs", "bench-docs"):
        make("bucket", s3.create_bucket, Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": REGION})
    make("versioning", s3.put_bucket_versioning, Bucket="bench-train", VersioningConfiguration={"Status": "Enabled"})
    make("trail", ct.create_trail, Name="main", S3BucketName="bench-logs")
    make("logging", ct.start_logging, Name="main")
    make("invocation logging", br.put_model_invocation_logging_configuration, loggingConfig={"s3Config": {"bucketName": "bench-logs", "keyPrefix": "ai"}, "textDataDeliveryEnabled": True})
    gateway = make("gateway", core.create_gateway, name="desk-tools", roleArn="arn:aws:iam::123456789012:role/gateway", protocolType="MCP", authorizerType="NONE")
    if gateway:
        tool = {"name": "close_account", "description": "closes an account", "inputSchema": {"type": "object"}}
        make("gateway target", core.create_gateway_target, gatewayIdentifier=gateway["gatewayId"], name="accounts", credentialProviderConfigurations=[{"credentialProviderType": "GATEWAY_IAM_ROLE"}], targetConfiguration={"mcp": {"lambda": {"lambdaArn": f"arn:aws:lambda:{REGION}:123456789012:function:fn-0", "toolSchema": {"inlinePayload": [tool]}}}})
    for i in range(SIZE):
        role = make("role", iam.create_role, RoleName=f"agent-{i}", AssumeRolePolicyDocument=trust)
        arn = role["Role"]["Arn"] if role else "arn:aws:iam::123456789012:role/agent"
        make("role policy", iam.put_role_policy, RoleName=f"agent-{i}", PolicyName="own", PolicyDocument=json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["bedrock:InvokeModel", "s3:GetObject"], "Resource": "*"}]}))
        make("function", fn.create_function, FunctionName=f"fn-{i}", Runtime="python3.12", Role=arn, Handler="a.b", Code={"ZipFile": b"x"}, Environment={"Variables": {"MODEL_ID": "anthropic.claude-3-haiku-20240307-v1:0", "TOKEN": "not-for-anybody"}})
        make("agent", agents.create_agent, agentName=f"clerk-{i}", agentResourceRoleArn=arn, foundationModel="anthropic.claude-3-haiku-20240307-v1:0", instruction="You answer questions of customers about their own accounts.")
        make("knowledge base", agents.create_knowledge_base, name=f"docs-{i}", roleArn=arn, knowledgeBaseConfiguration={"type": "VECTOR", "vectorKnowledgeBaseConfiguration": {"embeddingModelArn": f"arn:aws:bedrock:{REGION}::foundation-model/amazon.titan-embed-text-v2:0"}}, storageConfiguration={"type": "OPENSEARCH_SERVERLESS", "opensearchServerlessConfiguration": {"collectionArn": f"arn:aws:aoss:{REGION}:123456789012:collection/abcdefghij0123456789", "vectorIndexName": "v", "fieldMapping": {"vectorField": "v", "textField": "t", "metadataField": "m"}}})
        make("guardrail", br.create_guardrail, name=f"guard-{i}", blockedInputMessaging="no", blockedOutputsMessaging="no")
        make("tuning job", br.create_model_customization_job, jobName=f"tune-{i}", customModelName=f"tuned-{i}", roleArn=arn, baseModelIdentifier="amazon.titan-text-express-v1", trainingDataConfig={"s3Uri": "s3://bench-train/data/"}, outputDataConfig={"s3Uri": "s3://bench-train/out/"}, hyperParameters={"epochCount": "1"})
        make("model", sm.create_model, ModelName=f"m-{i}", ExecutionRoleArn=arn, PrimaryContainer={"Image": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/m:1"}, VpcConfig={"SecurityGroupIds": [group["GroupId"] if group else "sg-0"], "Subnets": ["subnet-0a"]})
        make("endpoint configuration", sm.create_endpoint_config, EndpointConfigName=f"c-{i}", ProductionVariants=[{"VariantName": "a", "ModelName": f"m-{i}", "InitialInstanceCount": 1, "InstanceType": "ml.m5.large"}])
        make("endpoint", sm.create_endpoint, EndpointName=f"e-{i}", EndpointConfigName=f"c-{i}")
        make("notebook", sm.create_notebook_instance, NotebookInstanceName=f"n-{i}", InstanceType="ml.t3.medium", RoleArn=arn)
        make("training job", sm.create_training_job, TrainingJobName=f"t-{i}", AlgorithmSpecification={"TrainingImage": "i", "TrainingInputMode": "File"}, RoleArn=arn, InputDataConfig=[{"ChannelName": "train", "DataSource": {"S3DataSource": {"S3DataType": "S3Prefix", "S3Uri": "s3://bench-train/data/"}}}], OutputDataConfig={"S3OutputPath": "s3://bench-train/out/"}, ResourceConfig={"InstanceType": "ml.m5.large", "InstanceCount": 1, "VolumeSizeInGB": 1}, StoppingCondition={"MaxRuntimeInSeconds": 60})
        make("agent runtime", core.create_agent_runtime, agentRuntimeName=f"desk_{i}", agentRuntimeArtifact={"containerConfiguration": {"containerUri": "123456789012.dkr.ecr.eu-west-1.amazonaws.com/desk:1"}}, roleArn=arn, networkConfiguration={"networkMode": "PUBLIC"}, environmentVariables={"MODEL_ID": "anthropic.claude-3-haiku-20240307-v1:0", "TOOLS": gateway["gatewayUrl"] if gateway else "", "TOKEN": "not-for-anybody"})
    return made, missing


def timed(command, env):
    began = time.monotonic()
    done = subprocess.run(command, env={**os.environ, **KEYS, **env}, capture_output=True, text=True)
    return time.monotonic() - began, done


def main():
    url = f"http://127.0.0.1:{(port := free_port())}"
    server = subprocess.Popen([sys.executable, "-m", "moto.server", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(url + "/moto-api/", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        made, missing = seed(url)
        print("accounts of moto: seeded " + ", ".join(f"{n} × {k}" for k, n in made.items()))
        if missing:
            print("accounts of moto: not simulated: " + ", ".join(f"{k} ({why})" for k, why in missing))
        with tempfile.TemporaryDirectory() as folder:
            walls = []
            for _ in range(3):
                wall, done = timed([PLUMB, "sources", "aws", "--region", REGION, "--endpoint", url, "--to", folder], {})
                if done.returncode not in (0, 3):
                    print(done.stderr)
                    return 1
                walls.append(wall)
            marks = [os.path.join(r, f) for r, _, fs in os.walk(folder) for f in fs if f == "read-by-plumbline.txt"]
            asked = next((m.group(0) for p in marks for m in [re.search(r"requests .*", open(p).read())] if m), "")
            print(f"accounts of moto, plumb: median {sorted(walls)[1]:.2f} s of 3, {asked}; ends with {done.returncode}")
            if os.environ.get("KEEP"):
                subprocess.run(["cp", "-r", folder, os.environ["KEEP"]], check=True)
        if peer := os.environ.get("PROWLER"):
            wall, done = timed([peer, "aws", "--services", "bedrock", "sagemaker", "iam", "s3", "awslambda", "cloudtrail", "--region", REGION, "--output-formats", "csv", "--output-directory", tempfile.mkdtemp(), "--no-banner"], {"AWS_ENDPOINT_URL": url})
            print(f"accounts of moto, prowler: {wall:.2f} s, ends with {done.returncode}")
        else:
            print("prowler beside it: skipped; set PROWLER to the program")
        return 0
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait()


sys.exit(main())
