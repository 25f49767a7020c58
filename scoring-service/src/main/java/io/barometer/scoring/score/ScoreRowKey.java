package io.barometer.scoring.score;

import java.io.Serializable;

/** What identifies a {@link ScoreRow}. */
public record ScoreRowKey(
    int projectionVersion, String tenantId, String accountId, String scoreName)
    implements Serializable {}
