{{/* Pages of the admin port; where that wants a certificate, which the kubelet has not, the HTTP port. */}}
{{- define "bulla.probes" -}}
startupProbe:
  {{- include "bulla.question" (list . "/livez") | nindent 2 }}
  periodSeconds: {{ .Values.probes.startup.periodSeconds }}
  timeoutSeconds: {{ .Values.probes.liveness.timeoutSeconds }}
  {{- if include "bulla.someStandBy" . }}
  # Who stands by opens no port until the one that writes has ended.
  failureThreshold: 100000000
  {{- else }}
  failureThreshold: {{ .Values.probes.startup.failureThreshold }}
  {{- end }}
livenessProbe:
  {{- include "bulla.question" (list . "/livez") | nindent 2 }}
  periodSeconds: {{ .Values.probes.liveness.periodSeconds }}
  timeoutSeconds: {{ .Values.probes.liveness.timeoutSeconds }}
  failureThreshold: {{ .Values.probes.liveness.failureThreshold }}
readinessProbe:
  {{- include "bulla.question" (list . "/readyz") | nindent 2 }}
  periodSeconds: {{ .Values.probes.readiness.periodSeconds }}
  timeoutSeconds: {{ .Values.probes.readiness.timeoutSeconds }}
  failureThreshold: {{ .Values.probes.readiness.failureThreshold }}
{{- end -}}

{{- define "bulla.question" -}}
{{- $tls := (index . 0).Values.tls -}}
{{- if not $tls.admin.clientCa -}}
httpGet:
  path: {{ index . 1 }}
  port: admin
  scheme: {{ ternary "HTTPS" "HTTP" (not (empty $tls.admin.secretName)) }}
{{- else if not $tls.http.clientCa -}}
httpGet:
  path: /healthz
  port: http
  scheme: {{ ternary "HTTPS" "HTTP" (not (empty $tls.http.secretName)) }}
{{- else -}}
tcpSocket:
  port: http
{{- end -}}
{{- end -}}
