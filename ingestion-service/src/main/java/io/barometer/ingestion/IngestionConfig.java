package io.barometer.ingestion;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The settings of this service, below {@code barometer.}. */
@ConfigMapping(prefix = "barometer")
public interface IngestionConfig {

  /** Number of shards, fixed with the first start: 1 to 1,024. */
  @WithDefault("4")
  int shards();

  /** The clock that days, late events and future times are judged by. */
  @WithDefault("system")
  ClockKind clock();

  /** An event that occurred longer before it was recorded is marked late. */
  @WithDefault("P30D")
  Duration latenessWindow();

  /** The credentials that calls may carry, as grpc-edge reads them. */
  Optional<String> keys();

  /** The secret that services share, as grpc-edge reads it. */
  Optional<String> serviceKey();

  /** Where the database is. */
  Postgres postgres();

  Accounts accounts();

  Events events();

  Store store();

  /** The platform's clock. */
  enum ClockKind {
    /** The computer's. */
    SYSTEM,
    /** Moved by the events of an import. */
    REPLAY
  }

  /** Where the database is. */
  interface Postgres {
    /** {@code host:port}. */
    String address();

    /** The database's name. */
    @WithDefault("barometer")
    String database();

    /** The password of all roles; each role's can be set apart. */
    Optional<String> password();
  }

  /** How accounts come to be. */
  interface Accounts {
    /** Whether an account's first event creates it, whatever it is. */
    @WithDefault("true")
    boolean autoCreate();
  }

  /** What one call may bring. */
  interface Events {
    /** Events per batch. */
    @WithDefault("10000")
    int maxPerBatch();

    /** Bytes per message; the transport's own limit must be larger. */
    @WithDefault("16777216")
    int maxMessageBytes();

    /**
     * Events per second and tenant, with a burst of one second (at least one full batch); 0 for no
     * limit.
     */
    @WithDefault("0")
    int ratePerSecond();

    /** Other rates for single tenants, {@code tenant:events-per-second}; 0 for no limit. */
    Optional<List<String>> tenantRates();
  }

  /** How the writer works. */
  interface Store {
    /** A transaction takes no further call once it holds so many events. */
    @WithDefault("2000")
    int maxBatch();

    /** Events that may wait for the writer before calls are refused as OVERLOADED. */
    @WithDefault("40000")
    int maxWaiting();
  }
}
