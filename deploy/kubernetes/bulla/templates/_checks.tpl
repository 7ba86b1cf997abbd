{{/* What no schema can say in a sentence. Everything that is wrong is told at once. */}}
{{- define "bulla.checks" -}}
{{- $wrong := concat
      (include "bulla.checks.authority" . | fromJsonArray)
      (include "bulla.checks.log" . | fromJsonArray)
      (include "bulla.checks.servers" . | fromJsonArray)
      (include "bulla.checks.ports" . | fromJsonArray) -}}
{{- if $wrong -}}
{{- fail (printf "\n- %s" (join "\n- " $wrong)) -}}
{{- end -}}
{{- end -}}

{{- define "bulla.checks.authority" -}}
{{- $wrong := list -}}
{{- if and (eq .Values.ca.kind "file") (not .Values.ca.secret.name) -}}
{{- $wrong = append $wrong "ca.secret.name must name an existing secret with the authority's chain, key and password" -}}
{{- end -}}
{{- if and (eq .Values.timestamps.kind "file") (not .Values.timestamps.secret.name) -}}
{{- $wrong = append $wrong "timestamps.secret.name must name an existing secret with the chain, key and password of timestamps" -}}
{{- end -}}
{{- if and (eq .Values.ca.kind "ephemeral") .Values.ca.secret.name -}}
{{- $wrong = append $wrong "ca.secret is for ca.kind=file" -}}
{{- end -}}
{{- if and (ne .Values.timestamps.kind "file") .Values.timestamps.secret.name -}}
{{- $wrong = append $wrong "timestamps.secret is for timestamps.kind=file" -}}
{{- end -}}
{{- $own := or .Values.issuers.contents .Values.issuers.files -}}
{{- if and $own .Values.issuers.configMap -}}
{{- $wrong = append $wrong "issuers.configMap takes the place of issuers.contents and issuers.files: leave out one or the other" -}}
{{- else if not (or $own .Values.issuers.configMap) -}}
{{- $wrong = append $wrong "issuers.contents is empty, so nobody would be trusted: say whom, or name a ConfigMap in issuers.configMap" -}}
{{- end -}}
{{- toJson $wrong -}}
{{- end -}}

{{- define "bulla.checks.log" -}}
{{- $wrong := list -}}
{{- $log := .Values.log -}}
{{- if and (include "bulla.ownLog" .) (not $log.origin) -}}
{{- $wrong = append $wrong "log.origin must be the log's public address without https://, such as ca.example.com/log: it is fixed when the log is made" -}}
{{- end -}}
{{- if and (not (include "bulla.ownLog" .)) (or $log.origin $log.witnessPolicy $log.keySecret.name (ne $log.shards "none") .Values.ports.log) -}}
{{- $wrong = append $wrong "log.origin, log.shards, log.witnessPolicy, log.keySecret and ports.log are for a log of our own: log.kind is embedded or store then" -}}
{{- end -}}
{{- if and $log.keySecret.name (ne $log.shards "none") -}}
{{- $wrong = append $wrong "log.keySecret contradicts log.shards: each shard has a key of its own on the volume" -}}
{{- end -}}
{{- if eq $log.kind "store" -}}
{{- if not (and $log.store.url $log.store.credentialsSecret.name) -}}
{{- $wrong = append $wrong "log.store.url and log.store.credentialsSecret.name must say where the log lies and by which secret it is reached" -}}
{{- end -}}
{{- else if or $log.store.url $log.store.endpoint $log.store.credentialsSecret.name -}}
{{- $wrong = append $wrong "log.store is for log.kind=store" -}}
{{- end -}}
{{- if eq $log.kind "remote" -}}
{{- if not (and $log.remote.url $log.remote.publicKey) -}}
{{- $wrong = append $wrong "log.remote.url and log.remote.publicKey must say where the log is and by which key its promises are verified" -}}
{{- end -}}
{{- else if or $log.remote.url $log.remote.publicKey $log.remote.host $log.remote.caCertificates -}}
{{- $wrong = append $wrong "log.remote is for log.kind=remote" -}}
{{- end -}}
{{- toJson $wrong -}}
{{- end -}}

{{- define "bulla.checks.servers" -}}
{{- $wrong := list -}}
{{- $several := include "bulla.severalServe" . -}}
{{- if and (eq .Values.log.kind "embedded") (gt (int .Values.replicaCount) 1) -}}
{{- $wrong = append $wrong "a log on a volume has one server: set replicaCount=1, or put the log into an object store (log.kind=store) or elsewhere (log.kind=remote)" -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (include "bulla.ownLog" .) -}}
{{- $wrong = append $wrong "autoscaling is for log.kind=remote: of a log of our own one server writes, however many there are" -}}
{{- end -}}
{{- if and .Values.autoscaling.enabled (gt (int .Values.autoscaling.minReplicas) (int .Values.autoscaling.maxReplicas)) -}}
{{- $wrong = append $wrong "autoscaling.minReplicas is more than autoscaling.maxReplicas" -}}
{{- end -}}
{{- if and (or $several (include "bulla.someStandBy" .)) (or (eq .Values.ca.kind "ephemeral") (eq .Values.timestamps.kind "ephemeral")) -}}
{{- $wrong = append $wrong "a throwaway key is each server's own: with several servers ca.kind and timestamps.kind must be file" -}}
{{- end -}}
{{- if include "bulla.someStandBy" . -}}
{{- if not .Values.log.keySecret.name -}}
{{- $wrong = append $wrong "servers that stand by need the log's key: put it into a secret and name that in log.keySecret.name" -}}
{{- end -}}
{{- if .Values.log.witnessPolicy -}}
{{- $wrong = append $wrong "log.witnessPolicy needs replicaCount=1: the key by which witnesses know the log lies on one server's volume" -}}
{{- end -}}
{{- end -}}
{{- if and .Values.publicUrl (or (not (include "bulla.ownLog" .)) (include "bulla.someStandBy" .)) -}}
{{- $wrong = append $wrong "publicUrl needs one server with a volume, since that remembers from when on each key is to be believed: leave it out and hand out the files of bulla trust export" -}}
{{- end -}}
{{- toJson $wrong -}}
{{- end -}}

{{- define "bulla.checks.ports" -}}
{{- $wrong := list -}}
{{- $root := . -}}
{{- range $port := list "http" "grpc" "admin" -}}
{{- $tls := index $root.Values.tls $port -}}
{{- $behindHttp := and (eq $port "grpc") $root.Values.tls.http.secretName -}}
{{- if and $tls.clientCa (not (or $tls.secretName $behindHttp)) -}}
{{- $wrong = append $wrong (printf "tls.%s.clientCa needs tls.%s.secretName: without TLS nobody shows a certificate" $port $port) -}}
{{- end -}}
{{- end -}}
{{- range $protocol := list "http" "grpc" -}}
{{- $ingress := index $root.Values.ingress $protocol -}}
{{- if and $ingress.enabled (not $ingress.hosts) -}}
{{- $wrong = append $wrong (printf "ingress.%s.hosts must name a host" $protocol) -}}
{{- end -}}
{{- end -}}
{{- if and .Values.logPublicUrl (not .Values.publicUrl) -}}
{{- $wrong = append $wrong "logPublicUrl is of no use without publicUrl: set that, too" -}}
{{- end -}}
{{- toJson $wrong -}}
{{- end -}}
