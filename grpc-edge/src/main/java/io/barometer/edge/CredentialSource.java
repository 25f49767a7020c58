package io.barometer.edge;

import org.jspecify.annotations.Nullable;

/** Knows credentials of one kind. Asked on the thread of the transport: never blocks. */
public interface CredentialSource {

  /**
   * Whose credential it is.
   *
   * @return null when it is not of this kind, or not known
   * @throws Refusal UNAUTHENTICATED when it is of this kind and no longer or not yet valid;
   *     UNAVAILABLE when nobody can say now
   */
  @Nullable Caller find(String credential);
}
