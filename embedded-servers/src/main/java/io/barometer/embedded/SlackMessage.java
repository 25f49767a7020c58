package io.barometer.embedded;

import java.util.List;

/**
 * One Block Kit message as Slack would have got it.
 *
 * @param path path of the webhook it was posted to
 * @param body the JSON, unchanged
 * @param lines the texts a reader would see, in order: the fallback text, then those of the blocks
 * @param traceParent the W3C trace header that came with it; empty when there was none
 */
public record SlackMessage(String path, String body, List<String> lines, String traceParent) {}
