using System.Globalization;
using Plumbline.Collectors.Files.Kubernetes;

namespace Plumbline.Server.Admission;

/// <summary>The manifest's text.</summary>
internal static class ManifestText
{
    /// <summary>All of it.</summary>
    public static string Of(ManifestSettings s) => string.Join("---\n", [Account, Service, s.CaBundle is null ? Managed : Given, Deployment, .. s.Callers.Length > 0 ? [Policy] : Array.Empty<string>(), Webhook])
        .Replace("@callers@", string.Concat(s.Callers.Select(c => $"        - {{ipBlock: {{cidr: \"{c}\"}}}}\n")), StringComparison.Ordinal)
        .Replace("@client-mount@", s.ClientCa is null ? "" : "            - {name: clients, mountPath: /client-ca, readOnly: true}\n", StringComparison.Ordinal)
        .Replace("@client-volume@", s.ClientCa is null ? "" : $"        - {{name: clients, configMap: {{name: {s.ClientCa}}}}}\n", StringComparison.Ordinal)
        .Replace("@inject@", s.CaBundle is null ? "  annotations: {cert-manager.io/inject-ca-from: @namespace@/@name@}\n" : "", StringComparison.Ordinal)
        .Replace("@bundle@", s.CaBundle is null ? "" : $"      caBundle: {s.CaBundle}\n", StringComparison.Ordinal)
        .Replace("@arguments@", Arguments(s), StringComparison.Ordinal)
        .Replace("@certificates@", Certificates, StringComparison.Ordinal)
        .Replace("@namespace@", s.Namespace, StringComparison.Ordinal).Replace("@name@", s.Name, StringComparison.Ordinal).Replace("@image@", s.Image, StringComparison.Ordinal)
        .Replace("@registry@", s.Registry, StringComparison.Ordinal).Replace("@policy@", s.FailurePolicy, StringComparison.Ordinal)
        .Replace("@timeout@", s.Timeout.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

    // What else stands under that name is judged as any other config map; quotes are doubled as YAML wants them.
    private static string Certificates => string.Join(' ',
        $"!(request.resource.resource == \"configmaps\" && request.name == \"{ClusterCertificates.Name}\" && !has(object.binaryData)",
        $"&& has(object.data) && object.data.all(k, object.data[k].matches(r\"{ClusterCertificates.Form}\")))");

    private const string Account = """
        apiVersion: v1
        kind: Namespace
        metadata:
          name: @namespace@
          labels: {plumbline/admission: exempt}
        ---
        apiVersion: v1
        kind: ServiceAccount
        metadata: {name: @name@, namespace: @namespace@}
        ---
        # Pods may take a model from a config map that was there before the webhook: it lists them.
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: @name@}
        rules:
          - {apiGroups: [""], resources: [configmaps], verbs: [list]}
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRoleBinding
        metadata: {name: @name@}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: @name@}
        subjects:
          - {kind: ServiceAccount, name: @name@, namespace: @namespace@}

        """;

    private const string Service = """
        apiVersion: v1
        kind: Service
        metadata: {name: @name@, namespace: @namespace@}
        spec:
          selector: {app: @name@}
          ports:
            - {name: https, port: 443, targetPort: https}

        """;

    private const string Given = "# The secret @name@-tls holds tls.crt and tls.key: kubectl -n @namespace@ create secret tls @name@-tls --cert tls.crt --key tls.key\n";

    private const string Managed = """
        apiVersion: cert-manager.io/v1
        kind: Issuer
        metadata: {name: @name@, namespace: @namespace@}
        spec: {selfSigned: {}}
        ---
        apiVersion: cert-manager.io/v1
        kind: Certificate
        metadata: {name: @name@, namespace: @namespace@}
        spec:
          secretName: @name@-tls
          dnsNames: ["@name@.@namespace@.svc", "@name@.@namespace@.svc.cluster.local"]
          issuerRef: {kind: Issuer, name: @name@}

        """;

    private const string Deployment = """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: @name@, namespace: @namespace@}
        spec:
          replicas: 2
          selector: {matchLabels: {app: @name@}}
          template:
            metadata: {labels: {app: @name@}}
            spec:
              serviceAccountName: @name@
              priorityClassName: system-cluster-critical
              securityContext: {runAsNonRoot: true, runAsUser: 10001, seccompProfile: {type: RuntimeDefault}}
              containers:
                - name: admission
                  image: "@image@"
                  args:
        @arguments@
                  env:
                    - {name: PLUMB_HOME, value: /var/lib/plumbline}
                  ports:
                    - {name: https, containerPort: 8443}
                  readinessProbe:
                    httpGet: {scheme: HTTPS, path: /readyz, port: https}
                    periodSeconds: 5
                  livenessProbe:
                    httpGet: {scheme: HTTPS, path: /healthz, port: https}
                    initialDelaySeconds: 60
                  resources:
                    requests: {cpu: 250m, memory: 256Mi}
                    limits: {memory: 1Gi}
                  securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: [ALL]}}
                  volumeMounts:
                    - {name: tls, mountPath: /tls, readOnly: true}
                    - {name: registry, mountPath: /registry, readOnly: true}
                    - {name: home, mountPath: /var/lib/plumbline}
                    - {name: temporary, mountPath: /tmp}
        @client-mount@      volumes:
                - {name: tls, secret: {secretName: @name@-tls}}
                - {name: registry, configMap: {name: @registry@}}
                - {name: home, emptyDir: {}}
                - {name: temporary, emptyDir: {}}
        @client-volume@---
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: @name@, namespace: @namespace@}
        spec:
          minAvailable: 1
          selector: {matchLabels: {app: @name@}}

        """;

    // A policy that selects pods lets nobody else in; an answer to a question of the pod's own needs none.
    private const string Policy = """
        apiVersion: networking.k8s.io/v1
        kind: NetworkPolicy
        metadata: {name: @name@, namespace: @namespace@}
        spec:
          podSelector: {matchLabels: {app: @name@}}
          policyTypes: [Ingress]
          ingress:
            - ports: [{port: https, protocol: TCP}]
              from:
        @callers@
        """;

    private static string Arguments(ManifestSettings s)
    {
        string[] all =
        [
            "admission", "--urls", "https://0.0.0.0:8443", "--cert", "/tls/tls.crt", "--key", "/tls/tls.key", "--registry", "/registry", "--objects-only",
            .. s.ClientCa is null ? [] : new[] { "--client-ca", "/client-ca/ca.crt" }, .. s.Environments.SelectMany(e => new[] { "--env", e }), .. s.Modes.SelectMany(m => new[] { "--mode", m }),
        ];
        return string.Join('\n', all.Select(a => $"            - \"{a}\""));
    }

    // What makes pods by itself, what makes them through others, and what they read.
    private const string Webhook = """
        apiVersion: admissionregistration.k8s.io/v1
        kind: ValidatingWebhookConfiguration
        metadata:
          name: @name@
        @inject@webhooks:
          - name: admission.plumbline.internal
            admissionReviewVersions: [v1, v1beta1]
            sideEffects: NoneOnDryRun
            failurePolicy: @policy@
            timeoutSeconds: @timeout@
            matchPolicy: Equivalent
            clientConfig:
              service: {name: @name@, namespace: @namespace@, path: /admit, port: 443}
        @bundle@    namespaceSelector:
              matchExpressions:
                - {key: kubernetes.io/metadata.name, operator: NotIn, values: [kube-system, kube-public, kube-node-lease, "@namespace@"]}
                - {key: plumbline/admission, operator: NotIn, values: [exempt]}
            matchConditions:
              - name: not-the-clusters-own-certificates
                expression: '@certificates@'
            rules:
              - {operations: [CREATE, UPDATE], apiGroups: [""], apiVersions: ["*"], resources: [pods, pods/ephemeralcontainers, replicationcontrollers, configmaps], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [apps], apiVersions: ["*"], resources: [deployments, statefulsets, daemonsets, replicasets], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [batch], apiVersions: ["*"], resources: [jobs, cronjobs], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [serving.kserve.io], apiVersions: ["*"], resources: [inferenceservices, llminferenceservices, servingruntimes, trainedmodels], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [ray.io], apiVersions: ["*"], resources: [rayservices, rayclusters, rayjobs], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [kubeflow.org, trainer.kubeflow.org], apiVersions: ["*"], resources: [pytorchjobs, tfjobs, mpijobs, notebooks, trainjobs], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [kaito.sh], apiVersions: ["*"], resources: [workspaces, inferencesets, ragengines], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [apps.nvidia.com, nvidia.com], apiVersions: ["*"], resources: [nimservices, nimcaches, dynamographdeployments], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [machinelearning.seldon.io, mlops.seldon.io, kubeai.org, ollama.ayaka.io], apiVersions: ["*"], resources: [seldondeployments, models], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [kagent.dev, toolhive.stacklok.dev], apiVersions: ["*"], resources: [agents, mcpservers], scope: Namespaced}
              - {operations: [CREATE, UPDATE], apiGroups: [leaderworkerset.x-k8s.io, jobset.x-k8s.io, argoproj.io, serving.knative.dev], apiVersions: ["*"], resources: [leaderworkersets, jobsets, rollouts, workflows, cronworkflows, services], scope: Namespaced}

        """;
}
