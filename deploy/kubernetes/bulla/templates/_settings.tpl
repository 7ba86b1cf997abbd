{{/* The settings file. What stands here cannot be said in the value "settings": the schema refuses it. */}}
{{- define "bulla.settings" -}}
{{- include "bulla.settings.server" . }}
{{- include "bulla.settings.log" . }}
{{- include "bulla.settings.tls" . }}
{{- with .Values.settings }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "bulla.settings.server" -}}
log_type: {{ ternary "prod" "dev" .Values.logging.production }}
{{- if eq .Values.ca.kind "file" }}
ca: fileca
fileca-cert: /etc/bulla/secrets/ca/chain.pem
fileca-key: /etc/bulla/secrets/ca/key.pem
{{- else }}
ca: ephemeralca
{{- end }}
config-path: /etc/bulla/issuers
data: /var/lib/bulla/data
port: {{ .Values.ports.http }}
grpc-port: {{ .Values.ports.grpc }}
metrics-port: {{ .Values.ports.admin }}
shutdown-grace: {{ .Values.shutdown.graceSeconds }}s
{{- if ne .Values.timestamps.kind "none" }}
tsa: {{ .Values.timestamps.kind }}
{{- end }}
{{- if eq .Values.timestamps.kind "file" }}
tsa-chain: /etc/bulla/secrets/timestamps/chain.pem
tsa-key: /etc/bulla/secrets/timestamps/key.pem
{{- end }}
{{- with .Values.publicUrl }}
public-url: {{ . | quote }}
{{- end }}
{{- with .Values.logPublicUrl }}
log-public-url: {{ . | quote }}
{{- end }}
{{- if not (or (include "bulla.ownLog" .) (hasKey .Values.settings "audit-log")) }}
# Nothing on these pods outlives them.
audit-log: "-"
{{- end }}
{{- end -}}

{{- define "bulla.settings.log" -}}
{{- $log := .Values.log -}}
{{- if include "bulla.ownLog" . }}
log-origin: {{ $log.origin | quote }}
log-shards: {{ $log.shards }}
log-anchor: {{ ternary "/var/lib/bulla-anchor/anchor" "/var/lib/bulla/anchor" .Values.persistence.anchor.separate }}
{{- if $log.keySecret.name }}
log-key: /etc/bulla/secrets/log/key.pem
{{- end }}
{{- with .Values.ports.log }}
log-port: {{ . }}
{{- end }}
{{- if $log.witnessPolicy }}
log-witness-policy: /etc/bulla/config/witnesses
{{- end }}
{{- end }}
{{- if eq $log.kind "store" }}
log-store: {{ $log.store.url | quote }}
{{- with $log.store.endpoint }}
log-s3-endpoint: {{ . | quote }}
{{- end }}
log-s3-region: {{ $log.store.region | quote }}
log-s3-credentials: /etc/bulla/secrets/store/credentials
{{- else if eq $log.kind "remote" }}
ct-log-url: {{ $log.remote.url | quote }}
ct-log-public-key-path: /etc/bulla/config/ct-log-key.pem
{{- with $log.remote.host }}
ct-log-origin: {{ . | quote }}
{{- end }}
{{- if $log.remote.caCertificates }}
ct-log.tls-ca-cert: /etc/bulla/config/ct-log-roots.pem
{{- end }}
{{- else if eq $log.kind "none" }}
ct-log-url: ""
insecure-no-ct-log: true
{{- end }}
{{- end -}}

{{- define "bulla.settings.tls" -}}
{{- $tls := .Values.tls -}}
{{- range $port, $prefix := dict "http" "" "grpc" "grpc-" "admin" "admin-" }}
{{- $of := index $tls $port }}
{{- if $of.secretName }}
{{ $prefix }}tls-certificate: /etc/bulla/secrets/tls-{{ $port }}/tls.crt
{{ $prefix }}tls-key: /etc/bulla/secrets/tls-{{ $port }}/tls.key
{{- end }}
{{- if $of.clientCa }}
{{ $prefix }}tls-client-ca: /etc/bulla/config/clients-{{ $port }}.pem
{{- end }}
{{- end }}
{{- end -}}
