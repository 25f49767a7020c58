package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.DigestContent;
import java.time.Instant;
import java.util.UUID;

/**
 * A digest for one subscriber.
 *
 * @param subject its own id
 * @param time when it was due
 */
public record DigestNews(UUID subject, DigestContent content, Instant time) implements News {}
