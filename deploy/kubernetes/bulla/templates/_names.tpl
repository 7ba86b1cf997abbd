{{/* What objects are called. Pods of a StatefulSet carry the name and more in a label of 63 characters. */}}
{{- define "bulla.fullname" -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 45 | trimSuffix "-" -}}
{{- else if contains $name .Release.Name -}}
{{- .Release.Name | trunc 45 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 45 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{- define "bulla.namespace" -}}
{{- default .Release.Namespace .Values.namespaceOverride -}}
{{- end -}}

{{/* By these the pods are found. They can never be changed, since those of a StatefulSet and its claims cannot. */}}
{{- define "bulla.selectorLabels" -}}
app.kubernetes.io/name: {{ default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "bulla.labels" -}}
{{ include "bulla.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bulla.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "bulla.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{- define "bulla.image" -}}
{{- with .Values.image.registry }}{{ . }}/{{ end -}}
{{- .Values.image.repository -}}
{{- if .Values.image.digest -}}
@{{ .Values.image.digest }}
{{- else -}}
:{{ default .Chart.AppVersion .Values.image.tag }}
{{- end -}}
{{- end -}}

{{- define "bulla.issuersName" -}}
{{- default (printf "%s-issuers" (include "bulla.fullname" .)) .Values.issuers.configMap -}}
{{- end -}}

{{/* Not empty where the log is ours, so that a server has volumes and is one of a StatefulSet. */}}
{{- define "bulla.ownLog" -}}
{{- if has .Values.log.kind (list "embedded" "store") }}yes{{ end -}}
{{- end -}}

{{/* Not empty where several servers serve at a time. */}}
{{- define "bulla.severalServe" -}}
{{- if not (include "bulla.ownLog" .) -}}
{{- if or .Values.autoscaling.enabled (gt (int .Values.replicaCount) 1) }}yes{{ end -}}
{{- end -}}
{{- end -}}

{{/* Not empty where one server writes the log and others wait for it to end. */}}
{{- define "bulla.someStandBy" -}}
{{- if and (eq .Values.log.kind "store") (gt (int .Values.replicaCount) 1) }}yes{{ end -}}
{{- end -}}
