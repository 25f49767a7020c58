{{/* What a service is told by file; secrets come by environment variables. */}}
{{- define "barometer.properties" -}}
{{- $values := .root.Values -}}
{{- $own := index $values .part -}}
barometer.shards={{ $values.shards }}
quarkus.grpc.server.host=0.0.0.0
quarkus.http.host=0.0.0.0
quarkus.log.console.json.enabled={{ $values.logging.json }}
# the Job migrates; this process checks the version and refuses to start below it
quarkus.flyway.owner.migrate-at-start=false
{{- if include "barometer.tlsSecret" . }}
barometer.tls.certificate=/secrets/tls/{{ $values.tls.certificateKey }}
barometer.tls.key=/secrets/tls/{{ $values.tls.privateKeyKey }}
barometer.tls.trust=/secrets/tls/{{ $values.tls.caKey }}
{{- $identities := $values.tls.serviceIdentities | default (list (include "barometer.identity" (dict "root" .root "part" "scoring")) (include "barometer.identity" (dict "root" .root "part" "alerting"))) }}
barometer.service-identities={{ join "," $identities }}
{{- else }}
barometer.tls.plaintext=true
{{- end }}
{{- with $values.oidc }}
{{- if .issuer }}
barometer.jwt.issuer={{ .issuer }}
barometer.jwt.audience={{ required "oidc.audience: what the issuer puts into tokens for Barometer" .audience }}
{{- range $key, $value := dict "jwks-url" .jwksUrl "tenant-claim" .tenantClaim "roles-claim" .rolesClaim "role-prefix" .rolePrefix }}
{{- if $value }}
barometer.jwt.{{ $key }}={{ $value }}
{{- end }}
{{- end }}
{{- end }}
{{- end }}
{{- with $values.otlpEndpoint }}
quarkus.otel.sdk.disabled=false
quarkus.otel.exporter.otlp.endpoint={{ . }}
{{- end }}
{{- if ne $values.postgresql.tls.mode "disable" }}
{{- $mode := $values.postgresql.tls.mode }}
{{- range list "quarkus.datasource.reactive" "quarkus.datasource.worker.reactive" }}
{{ . }}.postgresql.ssl-mode={{ $mode }}
{{- if $values.postgresql.tls.ca.existingSecret }}
{{ . }}.trust-certificate-pem=true
{{ . }}.trust-certificate-pem.certs=/secrets/postgres-ca/{{ $values.postgresql.tls.ca.key }}
{{- else }}
{{ . }}.trust-all={{ has $mode (list "prefer" "require") }}
{{- end }}
{{- if eq $mode "verify-full" }}
{{ . }}.hostname-verification-algorithm=HTTPS
{{- end }}
{{- end }}
{{- if eq .part "ingestion" }}
quarkus.datasource.worker.jdbc.additional-jdbc-properties.sslmode={{ $mode }}
{{- if $values.postgresql.tls.ca.existingSecret }}
quarkus.datasource.worker.jdbc.additional-jdbc-properties.sslrootcert=/secrets/postgres-ca/{{ $values.postgresql.tls.ca.key }}
{{- end }}
{{- end }}
{{- end }}
{{- if eq .part "scoring" }}
barometer.ingestion.address={{ include "barometer.address" (dict "root" .root "part" "ingestion") }}
barometer.scorecard={{ $own.scorecard }}
{{- end }}
{{- if eq .part "alerting" }}
barometer.scoring.address={{ include "barometer.address" (dict "root" .root "part" "scoring") }}
barometer.links.base={{ $own.linksBase }}
{{- with $own.smtp.host }}
barometer.smtp.host={{ . }}
barometer.smtp.port={{ $own.smtp.port }}
barometer.smtp.from={{ required "alerting.smtp.from: who are the mails from?" $own.smtp.from }}
{{- end }}
{{- end }}
{{- range $key, $value := $values.kafka.properties }}
kafka.{{ $key }}={{ $value }}
{{- end }}
{{- range $key, $value := $own.config }}
{{ $key }}={{ $value }}
{{- end }}
{{- end -}}
