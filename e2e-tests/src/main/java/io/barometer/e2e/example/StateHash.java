package io.barometer.e2e.example;

import io.barometer.model.history.AccountHistory;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash that scoring gives its projection, computed a second time from histories: the sum,
 * modulo 2<sup>256</sup>, of SHA-256 over (tenant, account, month, the month's canonical bytes).
 */
final class StateHash {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);

  private BigInteger sum = BigInteger.ZERO;

  void add(String tenantId, String accountId, AccountHistory history) {
    for (int month : history.months()) {
      byte[] row = ofMonth(tenantId, accountId, month, history.encodeMonth(month));
      sum = sum.add(new BigInteger(1, row)).mod(MODULUS);
    }
  }

  /** 64 lower-case hexadecimal digits. */
  String hex() {
    return "%064x".formatted(sum);
  }

  private static byte[] ofMonth(String tenantId, String accountId, int month, byte[] state) {
    byte[] tenant = tenantId.getBytes(StandardCharsets.UTF_8);
    byte[] account = accountId.getBytes(StandardCharsets.UTF_8);
    ByteBuffer head = ByteBuffer.allocate(3 * Integer.BYTES + tenant.length + account.length);
    head.putInt(tenant.length).put(tenant).putInt(account.length).put(account).putInt(month);
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      sha256.update(head.array());
      return sha256.digest(state);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
