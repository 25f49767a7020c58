package io.barometer.alerting.notify;

import io.barometer.proto.alerting.v1.Receiver.ChannelCase;

/** A way to tell a receiver. */
public interface Notifier {

  /** The channel it serves. */
  ChannelCase channel();

  /** Tries once; blocks until the outcome is known. Never throws for what a receiver does. */
  Outcome send(Notification notification);
}
