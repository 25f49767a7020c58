package io.barometer.scoring.score;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** Which build of a projection is live. */
@Entity
@Table(name = "projection")
public class ProjectionRow {
  @Id String name = "";

  @Column(name = "live_version")
  int liveVersion;
}
