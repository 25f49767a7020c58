package io.barometer.alerting.playbook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.alerting.notify.webhook.WebhookBody;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;

/**
 * Triggers as CloudEvents 1.0 in Kafka's binary mode: attributes are headers, the value is the JSON
 * of a webhook's {@code data}. The key is the account. A tenant has one partition, so that its
 * order is kept.
 *
 * @param partitions those that tenants are spread over
 */
record TriggerEvents(int partitions) {
  private static final String TYPE = "io.barometer.playbook.triggered";

  /** The record of a trigger. */
  ProducerRecord<byte[], byte[]> of(String tenantId, PlaybookNews trigger) {
    String account = trigger.alert().score().getAccount().getAccountId();
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("content-type", "application/json");
    headers.put("ce_specversion", "1.0");
    headers.put("ce_id", trigger.triggerId().toString());
    headers.put("ce_source", "/barometer/tenants/" + URLEncoder.encode(tenantId, UTF_8));
    headers.put("ce_type", TYPE);
    headers.put("ce_subject", trigger.runId().toString());
    headers.put("ce_time", trigger.time().toString());
    headers.put("ce_partitionkey", account);
    headers.put("ce_sequence", Long.toString(trigger.sequence()));
    var event =
        new ProducerRecord<>(
            TriggerTopic.NAME,
            Math.floorMod(Utils.murmur2(tenantId.getBytes(UTF_8)), partitions),
            account.getBytes(UTF_8),
            WebhookBody.trigger(trigger).encode().getBytes(UTF_8));
    headers.forEach((name, value) -> event.headers().add(name, value.getBytes(UTF_8)));
    return event;
  }
}
