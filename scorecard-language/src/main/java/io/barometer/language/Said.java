package io.barometer.language;

/**
 * What a model file says about itself, and where.
 *
 * @param text empty when the file does not say it
 * @param line from 1; where the file's keys begin when it does not say it
 * @param column from 1
 */
public record Said(String text, int line, int column) {}
