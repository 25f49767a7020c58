package io.barometer.language;

import io.barometer.model.scorecard.Scorecard;

/**
 * A model as a file told it.
 *
 * @param card what is scored with
 * @param description for people; may be empty
 * @param author who made this version
 * @param reason why it exists
 */
public record ModelFile(Scorecard card, String description, Said author, Said reason) {}
