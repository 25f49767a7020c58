{{/*
Rules for Prometheus. Every instance shows every shard, and knows only its own well: the least lag is that of the shard's owner,
the greatest position that of whoever is furthest.
*/}}
{{- define "barometer.rules" -}}
groups:
  - name: barometer
    rules:
      - alert: BarometerEventsNotPublished
        expr: max by (namespace, shard) (barometer_relay_lag) > {{ .Values.prometheusRule.lagEntries }}
        for: 5m
        labels: { severity: warning }
        annotations:
          summary: 'Shard {{ "{{ $labels.shard }}" }} has {{ "{{ $value }}" }} events that are stored and not published'
          description: Scores are late. Kafka does not take events from the ingestion service; nothing is lost.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerEventsNotPublished") | nindent 10 }}
      - alert: BarometerScoringLags
        expr: min by (namespace, shard) (barometer_scoring_lag) > {{ .Values.prometheusRule.lagEntries }}
        for: 10m
        labels: { severity: warning }
        annotations:
          summary: 'Scores of shard {{ "{{ $labels.shard }}" }} are {{ "{{ $value }}" }} events behind'
          description: More events come than are applied, or the instance that works on the shard is in trouble.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerScoringLags") | nindent 10 }}
      - alert: BarometerProjectionStandsStill
        expr: |-
          min by (namespace, shard) (barometer_scoring_lag) > 0
          and on (namespace, shard) max by (namespace, shard) (changes(barometer_scoring_position[10m])) == 0
        for: 10m
        labels: { severity: critical }
        annotations:
          summary: 'Scores of shard {{ "{{ $labels.shard }}" }} are old and do not move'
          description: There are events that are not applied, and none was applied for ten minutes.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerProjectionStandsStill") | nindent 10 }}
      - alert: BarometerAlertingLags
        expr: min by (namespace, shard) (barometer_evaluation_lag_entries) > {{ .Values.prometheusRule.lagEntries }}
        for: 10m
        labels: { severity: warning }
        annotations:
          summary: 'Rules for shard {{ "{{ $labels.shard }}" }} are {{ "{{ $value }}" }} scores behind'
          description: Alerts come late. More scores change than are evaluated, or an instance is in trouble.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerAlertingLags") | nindent 10 }}
      - alert: BarometerStreamsFrozen
        expr: |-
          max by (namespace) (sum by (namespace, pod) (barometer_scoring_frozen)) > 0
          or max by (namespace) (barometer_evaluation_frozen) > 0
        labels: { severity: critical }
        annotations:
          summary: '{{ "{{ $value }}" }} accounts are frozen by an event that could not be applied'
          description: Their scores or alerts no longer move; all other accounts go on. The error is in the log and in the database.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerStreamsFrozen") | nindent 10 }}
      - alert: BarometerDeliveriesGivenUp
        expr: sum by (namespace, channel) (increase(barometer_deliveries_given_up_total[1h])) > 0
        labels: { severity: warning }
        annotations:
          summary: 'Notifications by {{ "{{ $labels.channel }}" }} were given up in the last hour: {{ "{{ $value | humanize }}" }}'
          description: Nobody was told. They are kept and can be sent again.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerDeliveriesGivenUp") | nindent 10 }}
      - alert: BarometerDeliveriesFail
        expr: |-
          sum by (namespace, channel) (rate(barometer_deliveries_total{outcome=~"retryable|ambiguous|rejected"}[15m]))
          > 0.5 * sum by (namespace, channel) (rate(barometer_deliveries_total[15m]))
        for: 15m
        labels: { severity: warning }
        annotations:
          summary: 'More than half of the attempts to tell somebody by {{ "{{ $labels.channel }}" }} fail'
          description: A receiver is away or its credentials are wrong. What fails is tried again for 75 hours.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerDeliveriesFail") | nindent 10 }}
      - alert: BarometerDeliveriesWait
        expr: max by (namespace) (barometer_deliveries_oldest_pending_seconds) > {{ .Values.prometheusRule.pendingSeconds }}
        for: 5m
        labels: { severity: warning }
        annotations:
          summary: 'A notification has been waiting for {{ "{{ $value | humanizeDuration }}" }}'
          description: A receiver does not take it, or nothing is sent at all.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerDeliveriesWait") | nindent 10 }}
      - alert: BarometerScoresLate
        expr: histogram_quantile(0.99, sum by (namespace, le) (rate(barometer_scoring_latency_seconds_bucket[10m]))) > 5
        for: 15m
        labels: { severity: warning }
        annotations:
          summary: 'One event in a hundred takes {{ "{{ $value | humanizeDuration }}" }} to its score'
          description: The aim is a second. Look at the lag, the database and the CPU of the scoring service.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerScoresLate") | nindent 10 }}
      - alert: BarometerStoreOverloaded
        expr: max by (namespace, pod) (barometer_store_waiting) > 20000
        for: 5m
        labels: { severity: warning }
        annotations:
          summary: '{{ "{{ $value }}" }} events wait for the writer of {{ "{{ $labels.pod }}" }}'
          description: At 40000 calls are refused as OVERLOADED. The database is slow, or too much comes.
          {{- include "barometer.runbook" (dict "root" . "alert" "BarometerStoreOverloaded") | nindent 10 }}
{{- end -}}
{{/* Where to read on, for people who put docs/operations.md somewhere. */}}
{{- define "barometer.runbook" -}}
{{- with .root.Values.prometheusRule.runbookBase -}}
runbook_url: {{ printf "%s#%s" . (lower $.alert) | quote }}
{{- end -}}
{{- end -}}
