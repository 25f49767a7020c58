package io.barometer.edge;

/** What a credential may do. */
public enum Role {
  /** Calls for one tenant. */
  TENANT,
  /** A service of the platform: reads logs across tenants. */
  SERVICE
}
