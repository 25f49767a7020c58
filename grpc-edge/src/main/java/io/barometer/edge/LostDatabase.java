package io.barometer.edge;

import io.vertx.core.VertxException;
import io.vertx.sqlclient.DatabaseException;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that is away, which a retry may find again, from a statement that failed, which
 * is a mistake of ours.
 */
final class LostDatabase {

  /**
   * The classes of SQLSTATE that say nothing about the statement: the connection, resources, an
   * operator's stop or start, and a lock or snapshot that somebody else won.
   *
   * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's
   *     error codes</a>
   */
  private static final List<String> AWAY = List.of("08", "53", "57P", "40");

  private LostDatabase() {}

  /** Whether a failure, or what caused it, says so. */
  static boolean in(Throwable failure) {
    @Nullable Throwable cause = failure;
    while (cause != null) {
      if (cause instanceof DatabaseException answered) {
        String state = answered.getSqlState();
        return state != null && AWAY.stream().anyMatch(state::startsWith);
      }
      if (cause instanceof IOException || cause instanceof VertxException) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }
}
