package io.barometer.model.effect;

/**
 * A run of a playbook.
 *
 * @param day epoch day on which it was triggered, or began when it was not
 * @param completed whether it was done; a skipped one is no treatment
 */
public record RunDay(String accountId, long day, boolean completed) {}
