import { IMAGE } from "./places";
import { cleanComment, quoteYaml } from "./quote";
import { KEY_PLACEHOLDER, makeBlock, type Recipe, type RecipeFacts } from "./recipe";
import { WHY_INSECURE, writeDownload } from "./shell-steps";

/** In: facts. Out: a Secret with the placeholder where the key belongs. */
export function writeKubernetesSecret({ keyName }: RecipeFacts): string {
  return `# Provisioning key: ${cleanComment(keyName)}
apiVersion: v1
kind: Secret
metadata:
  name: latchkey-provisioning-key
type: Opaque
stringData:
  provisioning-key: ${quoteYaml(KEY_PLACEHOLDER)}
`;
}

const WORKLOAD = `apiVersion: v1
kind: PersistentVolumeClaim
metadata:
  name: latchkey-connector
spec:
  accessModes: [ReadWriteOnce]
  resources:
    requests:
      storage: 16Mi
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: latchkey-connector
spec:
  # One pod, one connector: the claim holds its certificate, so a new pod costs no use.
  replicas: 1
  strategy:
    type: Recreate
  selector:
    matchLabels:
      app: latchkey-connector
  template:
    metadata:
      labels:
        app: latchkey-connector
    spec:
      automountServiceAccountToken: false
      terminationGracePeriodSeconds: 5
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        # Otherwise each mount opens the state folder to the group, which the connector refuses.
        fsGroupChangePolicy: OnRootMismatch
        seccompProfile:
          type: RuntimeDefault
      initContainers:
        - name: enroll
          # Any image with Node.js 20.19 or newer does; name one of your own registry here.
          image: ${IMAGE}
          command:
            - node
            - /opt/latchkey/latchkey-connector.mjs
            - enroll
            - --key-file
            - /run/latchkey/provisioning-key
            - --state-dir
            - /var/lib/latchkey/connector
          securityContext: &restricted
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities:
              drop: [ALL]
          volumeMounts:
            - name: program
              mountPath: /opt/latchkey
              readOnly: true
            - name: provisioning-key
              mountPath: /run/latchkey
              readOnly: true
            - name: state
              mountPath: /var/lib/latchkey
      containers:
        # Reports to the gateway and renews the certificate, which stays in the state folder for what runs beside it.
        - name: connector
          image: ${IMAGE}
          command:
            - node
            - /opt/latchkey/latchkey-connector.mjs
            - run
            - --state-dir
            - /var/lib/latchkey/connector
          securityContext: *restricted
          volumeMounts:
            - name: program
              mountPath: /opt/latchkey
              readOnly: true
            - name: state
              mountPath: /var/lib/latchkey
      volumes:
        - name: program
          configMap:
            name: latchkey-connector-program
        - name: provisioning-key
          secret:
            secretName: latchkey-provisioning-key
            defaultMode: 0400
        - name: state
          persistentVolumeClaim:
            claimName: latchkey-connector
`;

/** In: facts. Out: the recipe for Kubernetes: Secret and Deployment. */
export function makeKubernetes(facts: RecipeFacts): Recipe {
  const [fetch, check] = writeDownload(facts);
  return {
    platform: "kubernetes",
    label: "Kubernetes",
    steps: [
      {
        title: "Put the connector into a ConfigMap",
        text: WHY_INSECURE,
        blocks: [
          makeBlock(
            "sh",
            `${fetch} &&
  ${check} &&
  kubectl create configmap latchkey-connector-program --from-file=latchkey-connector.mjs`,
          ),
        ],
      },
      {
        title: "Save and apply the Secret",
        text: "The file holds the key: keep it readable by you only, out of version control, and remove it afterwards.",
        blocks: [
          makeBlock("yaml", writeKubernetesSecret(facts), "latchkey-secret.yaml"),
          makeBlock(
            "sh",
            "chmod 600 latchkey-secret.yaml\nkubectl apply -f latchkey-secret.yaml\nrm latchkey-secret.yaml",
          ),
        ],
      },
      {
        title: "Save and apply the Deployment",
        blocks: [
          makeBlock("yaml", WORKLOAD, "latchkey-connector.yaml"),
          makeBlock(
            "sh",
            "kubectl apply -f latchkey-connector.yaml\nkubectl rollout status deployment/latchkey-connector\nkubectl logs deployment/latchkey-connector -c enroll",
          ),
        ],
      },
    ],
  };
}
