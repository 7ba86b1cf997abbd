{{/* Whole folders everywhere: a file that is mounted by subPath never changes again. */}}
{{- define "bulla.mounts" -}}
- name: settings
  mountPath: /etc/bulla/config
  readOnly: true
- name: issuers
  mountPath: /etc/bulla/issuers
  readOnly: true
{{- range $volume := include "bulla.secrets" . | fromYamlArray }}
- name: secret-{{ $volume.name }}
  mountPath: /etc/bulla/secrets/{{ $volume.name }}
  readOnly: true
{{- end }}
{{- if .Values.clusterIssuer.enabled }}
- name: cluster-roots
  mountPath: /var/run/fulcio
  readOnly: true
- name: cluster-token
  mountPath: /var/run/secrets/kubernetes.io/serviceaccount
  readOnly: true
{{- end }}
- name: data
  mountPath: /var/lib/bulla
{{- if and (include "bulla.ownLog" .) .Values.persistence.anchor.separate }}
- name: anchor
  mountPath: /var/lib/bulla-anchor
{{- end }}
- name: tmp
  mountPath: /tmp
{{- with .Values.extraVolumeMounts }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Those that are not claimed by a StatefulSet. */}}
{{- define "bulla.volumes" -}}
- name: settings
  configMap:
    name: {{ include "bulla.fullname" . }}-settings
- name: issuers
  configMap:
    name: {{ include "bulla.issuersName" . }}
{{- range $volume := include "bulla.secrets" . | fromYamlArray }}
- name: secret-{{ $volume.name }}
  secret:
    secretName: {{ $volume.secret }}
    # 0440: for the group that fsGroup names.
    defaultMode: 288
    items:
      {{- range $path, $key := $volume.items }}
      - key: {{ $key }}
        path: {{ $path }}
      {{- end }}
{{- end }}
{{- if .Values.clusterIssuer.enabled }}
- name: cluster-roots
  configMap:
    name: kube-root-ca.crt
    items:
      - key: ca.crt
        path: ca.crt
- name: cluster-token
  projected:
    sources:
      - serviceAccountToken:
          path: token
          expirationSeconds: 3607
{{- end }}
{{- if not (include "bulla.ownLog" .) }}
- name: data
  emptyDir:
    sizeLimit: 1Gi
{{- end }}
- name: tmp
  emptyDir:
    sizeLimit: 256Mi
{{- with .Values.extraVolumes }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/* Secrets as folders: under which name, which secret, and which of its entries as which file. */}}
{{- define "bulla.secrets" -}}
{{- $volumes := list -}}
{{- if eq .Values.ca.kind "file" -}}
{{- $of := .Values.ca.secret -}}
{{- $volumes = append $volumes (dict "name" "ca" "secret" $of.name "items" (dict "chain.pem" $of.certificate "key.pem" $of.key)) -}}
{{- end -}}
{{- if eq .Values.timestamps.kind "file" -}}
{{- $of := .Values.timestamps.secret -}}
{{- $volumes = append $volumes (dict "name" "timestamps" "secret" $of.name "items" (dict "chain.pem" $of.chain "key.pem" $of.key)) -}}
{{- end -}}
{{- if .Values.log.keySecret.name -}}
{{- $of := .Values.log.keySecret -}}
{{- $volumes = append $volumes (dict "name" "log" "secret" $of.name "items" (dict "key.pem" $of.key)) -}}
{{- end -}}
{{- if eq .Values.log.kind "store" -}}
{{- $of := .Values.log.store.credentialsSecret -}}
{{- $volumes = append $volumes (dict "name" "store" "secret" $of.name "items" (dict "credentials" $of.key)) -}}
{{- end -}}
{{- range $port := list "http" "grpc" "admin" -}}
{{- $of := index $.Values.tls $port -}}
{{- if $of.secretName -}}
{{- $volumes = append $volumes (dict "name" (printf "tls-%s" $port) "secret" $of.secretName "items" (dict "tls.crt" $of.certificate "tls.key" $of.key)) -}}
{{- end -}}
{{- end -}}
{{- toYaml $volumes -}}
{{- end -}}
