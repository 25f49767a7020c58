{{/* A container that brings one service's schema to its version and ends. */}}
{{- define "barometer.migrate" -}}
- name: migrate-{{ .part }}
  image: {{ include "barometer.image" (dict "root" .root "part" .part) | quote }}
  imagePullPolicy: {{ .root.Values.image.pullPolicy }}
  workingDir: /app
  securityContext:
    {{- include "barometer.containerSecurity" .root | nindent 4 }}
  env:
    # Quarkus runs the migrations and ends before anything else of the service begins
    - name: QUARKUS_INIT_AND_EXIT
      value: "true"
    - name: QUARKUS_FLYWAY_OWNER_MIGRATE_AT_START
      value: "true"
    - name: QUARKUS_FLYWAY_OWNER_CONNECT_RETRIES
      value: "10"
    - name: BAROMETER_SHARDS
      value: {{ .root.Values.shards | quote }}
    {{- include "barometer.postgresEnv" .root | nindent 4 }}
    {{- include "barometer.secretEnv" (dict "name" "QUARKUS_DATASOURCE_OWNER_PASSWORD" "secret" .roles "key" .root.Values.postgresql.roles.keys.barometer_owner) | nindent 4 }}
    - name: QUARKUS_DATASOURCE_OWNER_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLMODE
      value: {{ .root.Values.postgresql.tls.mode | quote }}
    {{- if .root.Values.postgresql.tls.ca.existingSecret }}
    - name: QUARKUS_DATASOURCE_OWNER_JDBC_ADDITIONAL_JDBC_PROPERTIES_SSLROOTCERT
      value: {{ printf "/secrets/postgres-ca/%s" .root.Values.postgresql.tls.ca.key | quote }}
    {{- end }}
  resources:
    {{- toYaml .root.Values.migration.resources | nindent 4 }}
  volumeMounts:
    {{- include "barometer.mounts" .root | nindent 4 }}
{{- end -}}
