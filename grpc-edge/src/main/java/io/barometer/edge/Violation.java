package io.barometer.edge;

import io.barometer.proto.error.v1.ErrorReason;
import java.util.Map;

/**
 * One thing that is wrong with a request.
 *
 * @param path full path of the field, for example {@code events[3].occurred_time}
 * @param reason why it is wrong
 * @param text the same for people, and what to do
 * @param meta figures that go with the reason, for example {@code max} and {@code actual}
 */
public record Violation(String path, ErrorReason reason, String text, Map<String, String> meta) {}
