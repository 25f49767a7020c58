{{/* The name that everything of a release begins with, at most 50 characters: names of parts follow. */}}
{{- define "barometer.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- $name := default .Chart.Name .Values.nameOverride -}}
{{- if contains $name .Release.Name -}}
{{- .Release.Name | trunc 50 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name $name | trunc 50 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}
{{- end -}}

{{/* Labels that find the pods of one part: (dict "root" $ "part" "scoring"). They never change. */}}
{{- define "barometer.selector" -}}
app.kubernetes.io/name: {{ default .root.Chart.Name .root.Values.nameOverride | quote }}
app.kubernetes.io/instance: {{ .root.Release.Name | quote }}
app.kubernetes.io/component: {{ .part | quote }}
{{- end -}}

{{- define "barometer.labels" -}}
{{ include "barometer.selector" . }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .root.Release.Service | quote }}
app.kubernetes.io/part-of: barometer
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" | quote }}
{{- with .root.Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{- define "barometer.serviceAccount" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "barometer.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- default "default" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* The image of a service: a digest, where one is given, decides. */}}
{{- define "barometer.image" -}}
{{- $values := .root.Values -}}
{{- $own := (index $values .part).image -}}
{{- $repository := default (printf "%s/%s-service" $values.image.prefix .part) $own.repository -}}
{{- with $values.image.registry }}{{ $repository = printf "%s/%s" . $repository }}{{ end -}}
{{- if $own.digest -}}
{{- printf "%s@%s" $repository $own.digest -}}
{{- else -}}
{{- printf "%s:%s" $repository (coalesce $own.tag $values.image.tag .root.Chart.AppVersion) -}}
{{- end -}}
{{- end -}}

{{/* gRPC and HTTP ports of a service, as in its application.properties. */}}
{{- define "barometer.grpcPort" -}}
{{- get (dict "ingestion" "7401" "scoring" "7402" "alerting" "7403") . -}}
{{- end -}}
{{- define "barometer.httpPort" -}}
{{- get (dict "ingestion" "7411" "scoring" "7412" "alerting" "7413") . -}}
{{- end -}}

{{/* Alerting's pages and buttons, the only HTTP that people reach. */}}
{{- define "barometer.pagesPort" -}}7423{{- end -}}

{{- define "barometer.address" -}}
{{- printf "%s-%s-pods.%s.svc.%s:%s" (include "barometer.fullname" .root) .part .root.Release.Namespace .root.Values.clusterDomain (include "barometer.grpcPort" .part) -}}
{{- end -}}

{{/* Names of the secrets: what the operator named, or what a toggle of this chart makes. */}}
{{- define "barometer.credentialsSecret" -}}
{{- if .Values.externalSecret.enabled -}}
{{- printf "%s-credentials" (include "barometer.fullname" .) -}}
{{- else -}}
{{- required "credentials.existingSecret: name the secret that holds the keys of callers and the key of the services (README.md, Secrets)" .Values.credentials.existingSecret -}}
{{- end -}}
{{- end -}}
{{- define "barometer.rolesSecret" -}}
{{- if .Values.externalSecret.enabled -}}
{{- printf "%s-roles" (include "barometer.fullname" .) -}}
{{- else -}}
{{- required "postgresql.roles.existingSecret: name the secret that holds the passwords of the database roles (README.md, Secrets)" .Values.postgresql.roles.existingSecret -}}
{{- end -}}
{{- end -}}
{{- define "barometer.cluster" -}}
{{- printf "%s-pg" (include "barometer.fullname" .) -}}
{{- end -}}
{{- define "barometer.connectionSecret" -}}
{{- if .Values.cloudNativePG.enabled -}}
{{- printf "%s-app" (include "barometer.cluster" .) -}}
{{- else -}}
{{- .Values.postgresql.connection.existingSecret -}}
{{- end -}}
{{- end -}}
{{- define "barometer.adminSecret" -}}
{{- if .Values.cloudNativePG.enabled -}}
{{- printf "%s-app" (include "barometer.cluster" .) -}}
{{- else -}}
{{- required "migration.bootstrap.existingSecret: name the secret of a role that may create roles and owns the database, or set migration.bootstrap.enabled=false after running bootstrap.sql yourself" .Values.migration.bootstrap.existingSecret -}}
{{- end -}}
{{- end -}}
{{- define "barometer.kafkaUserSecret" -}}
{{- if .Values.strimzi.user.enabled -}}
{{- include "barometer.fullname" . -}}
{{- end -}}
{{- end -}}

{{/* Where PostgreSQL is, as environment variables of a container. */}}
{{- define "barometer.postgresEnv" -}}
{{- $secret := include "barometer.connectionSecret" . -}}
{{- if $secret }}
- name: POSTGRES_HOST
  valueFrom:
    secretKeyRef: { name: {{ $secret | quote }}, key: {{ .Values.postgresql.connection.hostKey | quote }} }
- name: POSTGRES_PORT
  valueFrom:
    secretKeyRef: { name: {{ $secret | quote }}, key: {{ .Values.postgresql.connection.portKey | quote }} }
- name: BAROMETER_POSTGRES_ADDRESS
  value: $(POSTGRES_HOST):$(POSTGRES_PORT)
{{- else }}
- name: BAROMETER_POSTGRES_ADDRESS
  value: {{ printf "%s:%v" (required "postgresql.host or postgresql.connection.existingSecret: where is PostgreSQL?" .Values.postgresql.host) .Values.postgresql.port | quote }}
{{- end }}
- name: BAROMETER_POSTGRES_DATABASE
  value: {{ .Values.postgresql.database | quote }}
{{- end -}}

{{/* A secret's value as an environment variable: (dict "name" … "secret" … "key" …). */}}
{{- define "barometer.secretEnv" -}}
- name: {{ .name }}
  valueFrom:
    secretKeyRef: { name: {{ .secret | quote }}, key: {{ .key | quote }} }
{{- end -}}

{{/* Where Kafka is and how to speak to it. Environment variables that begin with KAFKA_ are Kafka's own settings. */}}
{{- define "barometer.kafkaEnv" -}}
{{- $kafka := .Values.kafka -}}
{{- if $kafka.connection.existingSecret }}
{{ include "barometer.secretEnv" (dict "name" "KAFKA_BOOTSTRAP_SERVERS" "secret" $kafka.connection.existingSecret "key" $kafka.connection.bootstrapServersKey) }}
{{- else }}
- name: KAFKA_BOOTSTRAP_SERVERS
  value: {{ required "kafka.bootstrapServers or kafka.connection.existingSecret: where is Kafka?" $kafka.bootstrapServers | quote }}
{{- end }}
- name: KAFKA_SECURITY_PROTOCOL
  value: {{ $kafka.securityProtocol | quote }}
{{- if hasPrefix "SASL_" $kafka.securityProtocol }}
- name: KAFKA_SASL_MECHANISM
  value: {{ $kafka.sasl.mechanism | quote }}
{{ include "barometer.secretEnv" (dict "name" "KAFKA_SASL_JAAS_CONFIG" "secret" (required "kafka.sasl.existingSecret: name the secret that holds sasl.jaas.config (a Strimzi KafkaUser's fits unchanged)" (coalesce $kafka.sasl.existingSecret (include "barometer.kafkaUserSecret" .))) "key" $kafka.sasl.jaasConfigKey) }}
{{- end }}
{{- if $kafka.tls.ca.existingSecret }}
- name: KAFKA_SSL_TRUSTSTORE_TYPE
  value: PEM
- name: KAFKA_SSL_TRUSTSTORE_LOCATION
  value: {{ printf "/secrets/kafka-ca/%s" $kafka.tls.ca.key | quote }}
{{- end }}
{{- with coalesce $kafka.tls.client.existingSecret (and (eq .Values.strimzi.user.authentication "tls") (include "barometer.kafkaUserSecret" .)) }}
- name: KAFKA_SSL_KEYSTORE_TYPE
  value: PKCS12
- name: KAFKA_SSL_KEYSTORE_LOCATION
  value: {{ printf "/secrets/kafka-client/%s" $kafka.tls.client.keystoreKey | quote }}
{{ include "barometer.secretEnv" (dict "name" "KAFKA_SSL_KEYSTORE_PASSWORD" "secret" . "key" $kafka.tls.client.passwordKey) }}
{{- end }}
{{- end -}}

{{/* Files that connections need, as volumes and as mounts of a container. */}}
{{- define "barometer.volumes" -}}
- name: tmp
  emptyDir: {}
{{- with .Values.postgresql.tls.ca.existingSecret }}
- name: postgres-ca
  secret: { secretName: {{ . | quote }}, defaultMode: 0440 }
{{- end }}
{{- with .Values.kafka.tls.ca.existingSecret }}
- name: kafka-ca
  secret: { secretName: {{ . | quote }}, defaultMode: 0440 }
{{- end }}
{{- with coalesce .Values.kafka.tls.client.existingSecret (and (eq .Values.strimzi.user.authentication "tls") (include "barometer.kafkaUserSecret" .)) }}
- name: kafka-client
  secret: { secretName: {{ . | quote }}, defaultMode: 0440 }
{{- end }}
{{- end -}}
{{- define "barometer.mounts" -}}
- { name: tmp, mountPath: /tmp }
{{- if .Values.postgresql.tls.ca.existingSecret }}
- { name: postgres-ca, mountPath: /secrets/postgres-ca, readOnly: true }
{{- end }}
{{- if .Values.kafka.tls.ca.existingSecret }}
- { name: kafka-ca, mountPath: /secrets/kafka-ca, readOnly: true }
{{- end }}
{{- if or .Values.kafka.tls.client.existingSecret (and (eq .Values.strimzi.user.authentication "tls") .Values.strimzi.user.enabled) }}
- { name: kafka-client, mountPath: /secrets/kafka-client, readOnly: true }
{{- end }}
{{- end -}}

{{/* Pod Security "restricted", word by word. */}}
{{- define "barometer.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: { type: RuntimeDefault }
{{- end -}}
{{- define "barometer.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
runAsNonRoot: true
capabilities: { drop: [ALL] }
seccompProfile: { type: RuntimeDefault }
{{- end -}}

{{/* The secret with the certificate of a service; empty for plain text. */}}
{{- define "barometer.tlsSecret" -}}
{{- $tls := .root.Values.tls -}}
{{- if $tls.certManager.enabled -}}
{{- printf "%s-%s-tls" (include "barometer.fullname" .root) .part -}}
{{- else if not $tls.plaintext -}}
{{- required (printf "tls: set tls.certManager.enabled, or tls.existingSecrets.%s and those of the others, or tls.plaintext=true where something else encrypts" .part) (get $tls.existingSecrets .part) -}}
{{- end -}}
{{- end -}}

{{/* The name in a service's certificate that says which one it is. */}}
{{- define "barometer.identity" -}}
{{- printf "%s-%s.%s.svc" (include "barometer.fullname" .root) .part .root.Release.Namespace -}}
{{- end -}}

{{/* Whether the migrations go before everything else of an install or upgrade. They cannot where this release makes what they need. */}}
{{- define "barometer.migrationHook" -}}
{{- if and .Values.migration.hook (not .Values.cloudNativePG.enabled) (not .Values.externalSecret.enabled) -}}true{{- end -}}
{{- end -}}
