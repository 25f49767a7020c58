package io.barometer.model.forecast;

/**
 * A score that is expected.
 *
 * @param days how far ahead, 1 to 90
 * @param day which day that is
 * @param method what forecast it
 * @param tenths 0 to 1000
 * @param lowTenths where the 80 % interval begins, at least 0
 * @param highTenths where it ends, at most 1000
 * @param band the band of the score
 */
public record ForecastPoint(
    int days,
    long day,
    ForecastMethod method,
    int tenths,
    int lowTenths,
    int highTenths,
    String band) {}
