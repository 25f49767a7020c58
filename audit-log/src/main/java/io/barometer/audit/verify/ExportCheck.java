package io.barometer.audit.verify;

import io.barometer.audit.chain.SealedForm;
import io.barometer.audit.chain.VerifyingKey;
import io.barometer.proto.audit.v1.AuditAction;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.AuditHead;
import io.barometer.proto.audit.v1.AuditKey;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks an export: every entry follows the one before without a gap, its hash is that of its
 * fields, its signature is that of a known key, and every chain ends with a signed head that is its
 * last entry. What was cut off at the end, head and all, only an older export can show.
 */
public final class ExportCheck {
  private static final List<String> SERVICES = List.of("alerting", "ingestion", "scoring");

  private final Map<String, VerifyingKey> keys = new HashMap<>();
  private final boolean ownKeys;
  private final SortedMap<ChainName, AuditHead> older;
  private final SortedMap<ChainName, AuditEntry> last = new TreeMap<>();
  private final SortedMap<ChainName, AuditHead> heads = new TreeMap<>();
  private final TreeSet<String> signers = new TreeSet<>();

  private ExportCheck(Collection<VerifyingKey> trusted, SortedMap<ChainName, AuditHead> older) {
    trusted.forEach(key -> keys.put(key.fingerprint(), key));
    this.ownKeys = trusted.isEmpty();
    this.older = older;
  }

  /**
   * Checks the lines of an export.
   *
   * @param trusted the keys that may have signed; none: those that the export itself names, which
   *     shows that it was not changed by anybody without a key, and not whose key that is
   * @param older heads of an earlier export that is right itself, which must lie in these chains
   */
  public static Checked of(
      Stream<String> lines,
      Collection<VerifyingKey> trusted,
      SortedMap<ChainName, AuditHead> older) {
    return of(SERVICES, lines, trusted, older);
  }

  /**
   * The same for the trail of some services only.
   *
   * @param services of which there must be a head
   */
  public static Checked of(
      List<String> services,
      Stream<String> lines,
      Collection<VerifyingKey> trusted,
      SortedMap<ChainName, AuditHead> older) {
    var check = new ExportCheck(trusted, older);
    Optional<Wrong> wrong = Optional.empty();
    try {
      int number = 0;
      for (String line : (Iterable<String>) lines::iterator) {
        number++;
        check.line(number, line);
      }
      check.end(services);
    } catch (Wrong.Finding finding) {
      wrong = Optional.of(finding.wrong());
    }
    return new Checked(wrong, check.heads, check.signers);
  }

  private void line(int number, String line) throws Wrong.Finding {
    ExportAuditEntriesResponse part;
    try {
      part = ExportLine.read(line);
    } catch (IllegalArgumentException unreadable) {
      throw Wrong.at(number, String.valueOf(unreadable.getMessage()));
    }
    switch (part.getPartCase()) {
      case KEY -> key(number, part.getKey());
      case ENTRY -> entry(number, part.getEntry());
      case HEAD -> head(number, part.getHead());
      case PART_NOT_SET -> throw Wrong.at(number, "it is no key, no entry and no head");
    }
  }

  private void key(int number, AuditKey told) throws Wrong.Finding {
    VerifyingKey key;
    try {
      key = VerifyingKey.parse(told.getPublicKey());
    } catch (IllegalArgumentException malformed) {
      throw Wrong.at(number, "the public key cannot be read: " + malformed.getMessage());
    }
    if (!key.fingerprint().equals(told.getFingerprint())) {
      throw Wrong.at(number, "the fingerprint is not that of the public key");
    }
    if (ownKeys) {
      keys.put(key.fingerprint(), key);
    }
  }

  private void entry(int number, AuditEntry entry) throws Wrong.Finding {
    ChainName chain = ChainName.of(entry);
    String place = "entry " + entry.getSequence() + " of " + chain;
    AuditEntry before = last.get(chain);
    long expected = before == null ? 1 : before.getSequence() + 1;
    if (heads.containsKey(chain)) {
      throw Wrong.at(number, place + " stands behind the head of its chain");
    }
    if (entry.getSequence() != expected) {
      throw Wrong.at(number, place + " stands where entry " + expected + " is due");
    }
    if (entry.getAction() == AuditAction.UNRECOGNIZED) {
      throw Wrong.at(number, place + " has an action that this version does not know");
    }
    String previous = before == null ? SealedForm.NO_HASH : before.getHash();
    if (!SealedForm.hash(previous, entry).equals(entry.getHash())) {
      throw Wrong.at(number, place + ": its hash is not that of its fields and the entry before");
    }
    signed(
        number,
        place,
        entry.getKeyFingerprint(),
        SealedForm.head(chain.service(), chain.tenantId(), entry.getSequence(), entry.getHash()),
        entry.getSignature());
    AuditHead known = older.get(chain);
    if (known != null
        && known.getSequence() == entry.getSequence()
        && !known.getHash().equals(entry.getHash())) {
      throw Wrong.at(number, place + " is another one than the older export ends with");
    }
    last.put(chain, entry);
  }

  private void head(int number, AuditHead head) throws Wrong.Finding {
    ChainName chain = ChainName.of(head);
    String place = "the head of " + chain;
    AuditEntry entry = last.get(chain);
    long sequence = entry == null ? 0 : entry.getSequence();
    if (heads.containsKey(chain)) {
      throw Wrong.at(number, place + " stands there twice");
    }
    if (head.getSequence() != sequence) {
      throw Wrong.at(
          number,
          "%s is that of entry %d, and the last one here is %d"
              .formatted(place, head.getSequence(), sequence));
    }
    if (!head.getHash().equals(entry == null ? SealedForm.NO_HASH : entry.getHash())) {
      throw Wrong.at(number, place + " has another hash than the last entry");
    }
    signed(
        number,
        place,
        head.getKeyFingerprint(),
        SealedForm.head(chain.service(), chain.tenantId(), sequence, head.getHash()),
        head.getSignature());
    AuditHead known = older.get(chain);
    if (known != null && known.getSequence() > sequence) {
      throw Wrong.at(
          number,
          "%s is at entry %d, and the older export is at %d already: the end was cut off"
              .formatted(place, sequence, known.getSequence()));
    }
    heads.put(chain, head);
  }

  private void signed(int number, String place, String fingerprint, byte[] bytes, String signature)
      throws Wrong.Finding {
    VerifyingKey key = keys.get(fingerprint);
    if (key == null) {
      throw Wrong.at(
          number,
          place
              + (ownKeys
                  ? " is signed by a key that no line before tells"
                  : " is signed by another key than the ones you trust"));
    }
    if (!key.verifies(bytes, signature)) {
      throw Wrong.at(number, place + ": its signature is not that of its key");
    }
    signers.add(fingerprint);
  }

  private void end(List<String> services) throws Wrong.Finding {
    List<ChainName> open = new ArrayList<>(last.keySet());
    open.removeAll(heads.keySet());
    if (!open.isEmpty()) {
      throw Wrong.at(0, open.getFirst() + " has no head: the file was cut off");
    }
    List<ChainName> gone = new ArrayList<>(older.keySet());
    gone.removeAll(heads.keySet());
    if (!gone.isEmpty()) {
      throw Wrong.at(0, gone.getFirst() + " is in the older export and not in this one");
    }
    for (String service : services) {
      long tenants = heads.keySet().stream().filter(c -> c.service().equals(service)).count();
      if (tenants != 1) {
        throw Wrong.at(
            0, "there are " + tenants + " heads of " + service + ", and there must be one");
      }
    }
    if (heads.keySet().stream().map(ChainName::tenantId).distinct().count() > 1) {
      throw Wrong.at(0, "the heads are those of several tenants");
    }
  }
}
