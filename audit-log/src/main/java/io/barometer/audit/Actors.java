package io.barometer.audit;

import io.barometer.edge.Caller;
import io.barometer.edge.Roles;
import io.barometer.proto.audit.v1.AuditActor;

/** Who did something, and which way. */
public final class Actors {

  private Actors() {}

  /** Whoever makes the call. */
  public static AuditActor of(Caller caller) {
    var actor = named(caller.name(), "grpc");
    caller.roles().held().stream().map(Roles::name).sorted().forEach(actor::addRoles);
    return actor.build();
  }

  /**
   * A person who pressed a button in Slack.
   *
   * @param receiver whose app's signature it was
   */
  public static AuditActor slack(String user, String receiver) {
    return named(user, "slack " + receiver).build();
  }

  /** A person who followed the link of a message. */
  public static AuditActor link(String address) {
    return named(address, "link").build();
  }

  /** Whom an event names as its author. */
  public static AuditActor event(String author, String source) {
    return named(author, "event " + source).build();
  }

  /** PostgreSQL keeps no NUL. */
  private static AuditActor.Builder named(String name, String via) {
    return AuditActor.newBuilder().setName(name.replace('\0', ' ')).setVia(via.replace('\0', ' '));
  }
}
