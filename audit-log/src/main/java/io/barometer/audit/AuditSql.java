package io.barometer.audit;

import io.barometer.audit.chain.SealedForm;

/**
 * The statements on a service's tables {@code audit_head}, {@code audit_entry}, {@code audit_key}.
 */
final class AuditSql {
  static final String COLUMNS =
      """
      tenant_id, sequence, recorded_time, actor_name, actor_roles, actor_via, action, target, reason,
      detail, cause, key_fingerprint, hash, signature""";

  private final String schema;

  AuditSql(String schema) {
    this.schema = schema;
  }

  /** An update of nothing locks a head that is there; one that is not begins the chain. */
  String lock() {
    return """
    insert into %s.audit_head as head (tenant_id, sequence, hash, key_fingerprint, signature)
    values (?1, 0, '%s', '', '')
    on conflict (tenant_id) do update set sequence = head.sequence
    returning sequence, hash"""
        .formatted(schema, SealedForm.NO_HASH);
  }

  /** One round trip: the entry, the head that it makes, and the key that signed it. */
  String append() {
    return """
    with head as (
      update %1$s.audit_head set sequence = ?2, key_fingerprint = ?12, hash = ?13, signature = ?14
      where tenant_id = ?1),
    signer as (
      insert into %1$s.audit_key (fingerprint, public_key) values (?12, ?15)
      on conflict (fingerprint) do nothing)
    insert into %1$s.audit_entry (%2$s)
    values (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, nullif(?11, ''), ?12, ?13, ?14)"""
        .formatted(schema, COLUMNS);
  }

  /** Which of the causes {@code $2} have an entry. */
  String known() {
    return "select cause from %s.audit_entry where tenant_id = $1 and cause = any($2)"
        .formatted(schema);
  }

  /** A tenant's head, a row or none. */
  String head() {
    return """
    select sequence, hash, key_fingerprint, signature from %s.audit_head where tenant_id = $1"""
        .formatted(schema);
  }

  String keys() {
    return "select fingerprint, public_key from %s.audit_key order by fingerprint"
        .formatted(schema);
  }

  /** Entries that match, before the sequence {@code $2}, newest first. */
  String matching() {
    return """
    select %s from %s.audit_entry
    where tenant_id = $1 and sequence < $2
      and (cardinality($3::text[]) = 0 or action = any($3))
      and ($4 = '' or target = $4) and ($5 = '' or actor_name = $5)
      and recorded_time >= $6 and recorded_time < $7
    order by sequence desc limit $8"""
        .formatted(COLUMNS, schema);
  }

  /**
   * The entries from the sequence {@code $2} up to {@code $3}, oldest first, at most {@code $4}.
   */
  String from() {
    return """
    select %s from %s.audit_entry
    where tenant_id = $1 and sequence between $2 and $3 order by sequence limit $4"""
        .formatted(COLUMNS, schema);
  }
}
