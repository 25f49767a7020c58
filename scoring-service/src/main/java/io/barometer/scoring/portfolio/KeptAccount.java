package io.barometer.scoring.portfolio;

import io.barometer.model.measure.Snapshot;
import io.barometer.proto.scoring.v1.AccountFacts;

/**
 * What is kept of an account to score it again on the same day with the same metrics.
 *
 * @param revision how often what is stored of it had changed
 */
record KeptAccount(String accountId, long revision, AccountFacts facts, Snapshot snapshot) {}
