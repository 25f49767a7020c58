package io.barometer.scoring.score;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;

/** One current score of an account, as the projection wrote it; only read here. */
@Entity
@Table(name = "score")
@IdClass(ScoreRowKey.class)
public class ScoreRow {
  @Id
  @Column(name = "projection_version")
  int projectionVersion;

  @Id
  @Column(name = "tenant_id")
  String tenantId = "";

  @Id
  @Column(name = "account_id")
  String accountId = "";

  @Id
  @Column(name = "score_name")
  String scoreName = "";

  int shard;

  /** An AccountScore without moment, shard and position. */
  byte[] detail = {};
}
