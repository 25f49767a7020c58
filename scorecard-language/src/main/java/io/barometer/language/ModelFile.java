package io.barometer.language;

import io.barometer.model.scorecard.Scorecard;

/**
 * A model as a file told it.
 *
 * @param card what is scored with
 * @param description for people; may be empty
 * @param author for people; may be empty
 * @param reason why this version exists; may be empty
 */
public record ModelFile(Scorecard card, String description, String author, String reason) {}
