{{/* The pods of both kinds of workload. */}}
{{- define "bulla.pod" -}}
metadata:
  labels:
    {{- include "bulla.selectorLabels" . | nindent 4 }}
    {{- with .Values.podLabels }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
  annotations:
    # Other settings mean other pods. Issuers are not among them: servers take them over while they run.
    checksum/settings: {{ include (print .Template.BasePath "/settings.yaml") . | sha256sum }}
    {{- with .Values.podAnnotations }}
    {{- toYaml . | nindent 4 }}
    {{- end }}
spec:
  serviceAccountName: {{ include "bulla.serviceAccountName" . }}
  automountServiceAccountToken: false
  # A service that is called bulla would give pods BULLA_PORT, which is a setting.
  enableServiceLinks: false
  {{- with .Values.imagePullSecrets }}
  imagePullSecrets:
    {{- toYaml . | nindent 4 }}
  {{- end }}
  {{- with .Values.priorityClassName }}
  priorityClassName: {{ . }}
  {{- end }}
  # Serving on, finishing requests, and giving back what is open.
  terminationGracePeriodSeconds: {{ add .Values.shutdown.drainSeconds .Values.shutdown.graceSeconds 15 }}
  securityContext:
    runAsNonRoot: true
    {{- with .Values.securityContext.userId }}
    runAsUser: {{ . | int64 }}
    {{- end }}
    {{- with .Values.securityContext.groupId }}
    runAsGroup: {{ . | int64 }}
    fsGroup: {{ . | int64 }}
    {{- end }}
    fsGroupChangePolicy: OnRootMismatch
    seccompProfile:
      type: RuntimeDefault
  containers:
    - name: bulla
      {{- include "bulla.container" . | nindent 6 }}
  volumes:
    {{- include "bulla.volumes" . | nindent 4 }}
  {{- with include "bulla.placing" . | trim }}
  {{- . | nindent 2 }}
  {{- end }}
{{- end -}}

{{- define "bulla.container" -}}
image: {{ include "bulla.image" . | quote }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
args:
  - serve
  - --config
  - /etc/bulla/config/bulla.yaml
  {{- range .Values.extraArgs }}
  - {{ . | quote }}
  {{- end }}
{{- with include "bulla.environment" . | trim }}
env:
  {{- . | nindent 2 }}
{{- end }}
ports:
  - name: http
    containerPort: {{ .Values.ports.http }}
  - name: grpc
    containerPort: {{ .Values.ports.grpc }}
  - name: admin
    containerPort: {{ .Values.ports.admin }}
  {{- with .Values.ports.log }}
  - name: log
    containerPort: {{ . }}
  {{- end }}
{{- include "bulla.probes" . | nindent 0 }}
{{- if .Values.shutdown.drainSeconds }}
lifecycle:
  preStop:
    sleep:
      seconds: {{ .Values.shutdown.drainSeconds }}
{{- end }}
resources:
  {{- toYaml .Values.resources | nindent 2 }}
securityContext:
  allowPrivilegeEscalation: false
  capabilities:
    drop: [ALL]
  privileged: false
  readOnlyRootFilesystem: true
volumeMounts:
  {{- include "bulla.mounts" . | nindent 2 }}
{{- end -}}

{{/* Passwords, each from a secret, and flags for Java. */}}
{{- define "bulla.environment" -}}
{{- if eq .Values.ca.kind "file" }}
{{- include "bulla.password" (list "BULLA_FILECA_KEY_PASSWD" .Values.ca.secret.name .Values.ca.secret.password) }}
{{- end }}
{{- if eq .Values.timestamps.kind "file" }}
{{- include "bulla.password" (list "BULLA_TSA_KEY_PASSWD" .Values.timestamps.secret.name .Values.timestamps.secret.password) }}
{{- end }}
{{- include "bulla.password" (list "BULLA_LOG_KEY_PASSWD" .Values.log.keySecret.name .Values.log.keySecret.password) }}
{{- include "bulla.password" (list "BULLA_TLS_KEY_PASSWD" .Values.tls.passwordSecret.name .Values.tls.passwordSecret.key) }}
{{- include "bulla.password" (list "BULLA_TUF_KEY_PASSWD" .Values.tuf.passwordSecret.name .Values.tuf.passwordSecret.key) }}
{{- with .Values.javaOptions }}
- name: JDK_JAVA_OPTIONS
  value: {{ . | quote }}
{{- end }}
{{- with .Values.extraEnv }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bulla.password" -}}
{{- $name := index . 0 }}
{{- $secret := index . 1 }}
{{- $key := index . 2 }}
{{- if and $secret $key }}
- name: {{ $name }}
  valueFrom:
    secretKeyRef:
      name: {{ $secret }}
      key: {{ $key }}
{{- end }}
{{- end -}}

{{- define "bulla.placing" -}}
{{- with .Values.nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .Values.tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- if .Values.topologySpreadConstraints }}
topologySpreadConstraints:
  {{- toYaml .Values.topologySpreadConstraints | nindent 2 }}
{{- else if or (include "bulla.severalServe" .) (include "bulla.someStandBy" .) }}
topologySpreadConstraints:
  {{- range $key := list "kubernetes.io/hostname" "topology.kubernetes.io/zone" }}
  - maxSkew: 1
    topologyKey: {{ $key }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "bulla.selectorLabels" $ | nindent 8 }}
  {{- end }}
{{- end }}
{{- end -}}
