package io.barometer.audit.verify;

import static io.barometer.audit.TestTrail.KEY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.barometer.audit.TestTrail;
import io.barometer.audit.chain.SealedForm;
import io.barometer.audit.chain.SigningKey;
import io.barometer.audit.chain.VerifyingKey;
import io.barometer.proto.audit.v1.AuditEntry;
import io.barometer.proto.audit.v1.ExportAuditEntriesResponse;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExportCheckTest {
  private static final String OTHER = SigningKey.random();

  private final TestTrail ingestion = new TestTrail("ingestion", "acme").append(KEY, 2);
  private final TestTrail scoring = new TestTrail("scoring", "acme");
  private final TestTrail alerting = new TestTrail("alerting", "acme").append(KEY, 3);

  private List<ExportAuditEntriesResponse> export() {
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    for (TestTrail trail : List.of(ingestion, scoring, alerting)) {
      parts.addAll(trail.export(KEY));
    }
    return parts;
  }

  private static Checked check(List<ExportAuditEntriesResponse> parts, VerifyingKey... trusted) {
    return checkLines(parts.stream().map(ExportLine::write).toList(), trusted);
  }

  private static Checked checkLines(List<String> lines, VerifyingKey... trusted) {
    return ExportCheck.of(lines.stream(), List.of(trusted), new TreeMap<>());
  }

  private static String wrong(Checked checked) {
    return checked.wrong().map(Wrong::toString).orElse("all right");
  }

  private static VerifyingKey verifying(String key) {
    return VerifyingKey.parse(SigningKey.parse(key).publicKey().getPublicKey());
  }

  @Test
  void whatIsAsItWasWrittenIsRight() {
    Checked checked = check(export());
    assertThat(wrong(checked)).isEqualTo("all right");
    assertThat(checked.heads().keySet())
        .extracting(ChainName::toString)
        .containsExactly("alerting of acme", "ingestion of acme", "scoring of acme");
    assertThat(checked.heads().values())
        .extracting(head -> head.getSequence())
        .containsExactly(3L, 2L, 0L);
    assertThat(checked.signers()).containsExactly(verifying(KEY).fingerprint());
    assertThat(wrong(check(export(), verifying(KEY)))).isEqualTo("all right");
  }

  @Test
  void everyFieldOfEveryLineIsGuarded() {
    List<ExportAuditEntriesResponse> parts = export();
    for (int i = 0; i < parts.size(); i++) {
      for (Message altered : alterations(parts.get(i))) {
        List<ExportAuditEntriesResponse> changed = new ArrayList<>(parts);
        changed.set(i, (ExportAuditEntriesResponse) altered);
        assertThat(check(changed).wrong()).as(altered.toString()).isPresent();
        assertThat(check(changed, verifying(KEY)).wrong()).as(altered.toString()).isPresent();
      }
    }
  }

  /** The message with each of its fields altered a little, one at a time; those within, too. */
  private static List<Message> alterations(Message message) {
    List<Message> altered = new ArrayList<>();
    message
        .getAllFields()
        .forEach(
            (field, value) -> {
              for (Object other : others(field, value)) {
                altered.add(message.toBuilder().setField(field, other).build());
              }
            });
    return altered;
  }

  private static List<?> others(FieldDescriptor field, Object value) {
    if (field.isRepeated()) {
      return List.of(List.of(), List.of("viewer"), List.of("admin", "admin"));
    }
    return switch (field.getJavaType()) {
      case MESSAGE -> alterations((Message) value);
      case STRING -> texts((String) value);
      case LONG -> List.of((long) value + 1, 0L, -1L);
      case INT -> List.of((int) value ^ 1);
      case ENUM -> List.of(((EnumValueDescriptor) value).getType().findValueByNumber(1));
      default -> throw new AssertionError(field);
    };
  }

  private static List<String> texts(String text) {
    List<String> others = new ArrayList<>(List.of("", text + "0"));
    int length = text.length();
    for (int i : length == 0 ? new int[0] : new int[] {0, length / 2, length - 1}) {
      char other = text.charAt(i) == '0' ? '1' : '0';
      others.add(text.substring(0, i) + other + text.substring(i + 1));
    }
    return others;
  }

  @Test
  void noByteOfALineCanBeChanged() {
    List<String> lines = ingestion.export(KEY).stream().map(ExportLine::write).toList();
    List<String> rest = new ArrayList<>();
    for (TestTrail trail : List.of(scoring, alerting)) {
      trail.export(KEY).forEach(part -> rest.add(ExportLine.write(part)));
    }
    for (int at : new int[] {0, 1, lines.size() - 1}) {
      String line = lines.get(at);
      for (int i = 0; i < line.length(); i++) {
        List<String> changed = new ArrayList<>(lines);
        char other = line.charAt(i) == 'x' ? 'y' : 'x';
        changed.set(at, line.substring(0, i) + other + line.substring(i + 1));
        changed.addAll(rest);
        assertThat(checkLines(changed).wrong()).as("byte %d of %s", i, line).isPresent();
      }
    }
  }

  @Test
  void aTimeWithALetterInItIsNoTime() {
    String line = "{\"entry\":{\"recorded_time\":\"2026-11-23T14:47:00.434465Z\"}}";
    assertThat(ExportLine.read(line).getEntry().getRecordedTime().getNanos())
        .isEqualTo(434_465_000);

    assertThatThrownBy(() -> ExportLine.read(line.replace(":00.", ":0x.")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("it cannot be read as a line of an export");
  }

  @Test
  void anEntryThatWasTakenOutIsMissed() {
    List<ExportAuditEntriesResponse> parts = export();
    parts.remove(7);
    assertThat(wrong(check(parts)))
        .isEqualTo("line 8: entry 2 of alerting of acme stands where entry 1 is due");
  }

  @Test
  void entriesThatChangedPlacesAreFound() {
    List<ExportAuditEntriesResponse> parts = export();
    Collections.swap(parts, 8, 9);
    assertThat(wrong(check(parts)))
        .isEqualTo("line 9: entry 3 of alerting of acme stands where entry 2 is due");
  }

  @Test
  void anEntryWrittenAnewNeedsTheSigningKey() {
    AuditEntry forged = alerting.entries().get(1).toBuilder().setTarget("rule other").build();
    String hash = SealedForm.hash(alerting.entries().get(0).getHash(), forged);
    alerting.entries().set(1, forged.toBuilder().setHash(hash).build());
    assertThat(wrong(check(export())))
        .isEqualTo("line 9: entry 2 of alerting of acme: its signature is not that of its key");
  }

  @Test
  void aTrailWrittenAnewByAnotherKeyIsFoundByWhoeverKnowsTheRightOne() {
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    for (String service : List.of("ingestion", "scoring", "alerting")) {
      parts.addAll(new TestTrail(service, "acme").append(OTHER, 1).export(OTHER));
    }
    assertThat(wrong(check(parts))).isEqualTo("all right");
    assertThat(check(parts).signers()).containsExactly(verifying(OTHER).fingerprint());
    assertThat(wrong(check(parts, verifying(KEY))))
        .isEqualTo(
            "line 2: entry 1 of ingestion of acme is signed by another key than the ones you trust");
  }

  @Test
  void aFileThatWasCutOffIsFound() {
    List<ExportAuditEntriesResponse> parts = export();
    assertThat(wrong(check(parts.subList(0, parts.size() - 1))))
        .isEqualTo("alerting of acme has no head: the file was cut off");
    assertThat(wrong(check(parts.subList(0, 6))))
        .isEqualTo("there are 0 heads of alerting, and there must be one");
    List<ExportAuditEntriesResponse> shorter = new ArrayList<>(parts);
    shorter.remove(parts.size() - 2);
    assertThat(wrong(check(shorter)))
        .isEqualTo(
            "line 10: the head of alerting of acme is that of entry 3, and the last one here is 2");
  }

  @Test
  void anEndThatWasCutOffWithItsHeadIsFoundByAnOlderExport() {
    var older = check(export()).heads();
    alerting.entries().removeLast();
    List<String> lines = export().stream().map(ExportLine::write).toList();
    assertThat(wrong(ExportCheck.of(lines.stream(), List.of(), new TreeMap<>())))
        .isEqualTo("all right");
    assertThat(wrong(ExportCheck.of(lines.stream(), List.of(), older)))
        .isEqualTo(
            "line 10: the head of alerting of acme is at entry 2, and the older export is at 3"
                + " already: the end was cut off");
  }

  @Test
  void aNewerExportGoesOnFromAnOlderOneAndNotFromAnother() {
    var older = check(export()).heads();
    alerting.append(KEY, 2);
    ingestion.append(KEY, 1);
    List<String> newer = export().stream().map(ExportLine::write).toList();
    assertThat(wrong(ExportCheck.of(newer.stream(), List.of(), older))).isEqualTo("all right");

    alerting.entries().clear();
    alerting.append(KEY, 4);
    List<String> another = export().stream().map(ExportLine::write).toList();
    assertThat(wrong(ExportCheck.of(another.stream(), List.of(), older)))
        .contains("entry 3 of alerting of acme is another one than the older export ends with");

    var gone = new TreeMap<>(older);
    gone.put(new ChainName("scoring", "globex"), older.get(new ChainName("scoring", "acme")));
    assertThat(wrong(ExportCheck.of(newer.stream(), List.of(), gone)))
        .isEqualTo("scoring of globex is in the older export and not in this one");
  }

  @Test
  void aKeyThatWasReplacedStaysGood() {
    alerting.append(OTHER, 2);
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    parts.addAll(ingestion.export(KEY));
    parts.addAll(scoring.export(KEY));
    parts.addAll(alerting.export(KEY, OTHER));
    assertThat(wrong(check(parts, verifying(KEY), verifying(OTHER)))).isEqualTo("all right");
    assertThat(wrong(check(parts, verifying(KEY))))
        .contains("entry 4 of alerting of acme is signed by another key than the ones you trust");
  }

  @Test
  void whatIsNoExportIsTold() {
    for (String line : List.of("", "{", "[]", "{\"who\":1}", "{\"entry\":{\"who\":1}}", "null")) {
      assertThat(wrong(checkLines(List.of(line))))
          .as(line)
          .matches(
              "line 1: it (cannot be read as a line of an export|is no key, no entry and no head)");
    }
    assertThat(wrong(checkLines(List.of())))
        .isEqualTo("there are 0 heads of alerting, and there must be one");
  }

  @Test
  void theTrailsOfTwoTenantsAreNotOne() {
    List<ExportAuditEntriesResponse> parts = new ArrayList<>();
    Map.of("ingestion", "acme", "scoring", "globex", "alerting", "acme")
        .forEach((service, tenant) -> parts.addAll(new TestTrail(service, tenant).export(KEY)));
    assertThat(wrong(check(parts))).isEqualTo("the heads are those of several tenants");
  }

  @Test
  void keysAreReadAsTheyArePrinted() {
    List<String> lines = new ArrayList<>(List.of("# one"));
    lines.addAll(KeyFile.lines(verifying(KEY)));
    lines.addAll(KeyFile.lines(verifying(OTHER)));
    assertThat(KeyFile.read(String.join("\n", lines)))
        .extracting(VerifyingKey::fingerprint)
        .containsExactly(verifying(KEY).fingerprint(), verifying(OTHER).fingerprint());
  }
}
