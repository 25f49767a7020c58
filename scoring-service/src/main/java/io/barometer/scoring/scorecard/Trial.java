package io.barometer.scoring.scorecard;

import io.barometer.scoring.score.AccountKey;
import io.barometer.scoring.score.AccountScores;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * A candidate that runs beside the model in effect on live events.
 *
 * @param candidate what it computes scores with
 * @param sharePercent so many of 100 accounts are told the candidate's score: 0 is a shadow, which
 *     acts on nothing; with more, accounts are split by the hash of their id
 */
public record Trial(AccountScores candidate, int sharePercent) {
  private static final int WHOLE = 100;

  /**
   * Whether an account is told the candidate's score. The candidate's hash is in the account's, so
   * that the next trial splits the accounts anew; the same account stays in its part for the whole
   * of a trial, and in it when the share grows.
   */
  boolean takes(AccountKey account) {
    return takes(account, candidate.model().getHash(), sharePercent);
  }

  static boolean takes(AccountKey account, String candidateHash, int sharePercent) {
    return sharePercent > 0 && bucket(account, candidateHash) < sharePercent;
  }

  private static int bucket(AccountKey account, String candidateHash) {
    try {
      var sha = MessageDigest.getInstance("SHA-256");
      String text = account.tenantId() + '\0' + account.accountId() + '\0' + candidateHash;
      byte[] hash = sha.digest(text.getBytes(StandardCharsets.UTF_8));
      return (int) Long.remainderUnsigned(ByteBuffer.wrap(hash).getLong(), WHOLE);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every JDK has SHA-256", impossible);
    }
  }
}
