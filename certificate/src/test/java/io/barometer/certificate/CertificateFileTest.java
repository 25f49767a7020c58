package io.barometer.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barometer.proto.event.v1.RecordedEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertificateFileTest {
  /** Of the bytes that are changed, one after the other; all of them would take minutes. */
  private static final int STEP = 23;

  @TempDir private Path folder;

  @Test
  void what_is_written_is_read_again_and_holds() throws IOException {
    List<RecordedEvent> events = Certificates.logins(88);
    events.add(Certificates.event(events, Certificates.END, Certificates.override(250)));
    Certificate certificate = Certificates.of(events);

    CertificateFile.Reading reading = CertificateFile.read(written(certificate));

    assertThat(reading.certificate()).isEqualTo(certificate);
    assertThat(reading.asWritten()).isTrue();
    assertThat(Proof.of(reading).objections()).isEmpty();
  }

  @Test
  void a_certificate_without_events_and_chain_is_read_again() throws IOException {
    Certificate empty = Certificates.of(List.of());
    Certificate alone =
        new Certificate(
            empty.program(),
            empty.subject(),
            empty.model(),
            empty.result(),
            empty.prefix(),
            null,
            empty.events());

    assertThat(CertificateFile.read(written(alone)))
        .isEqualTo(new CertificateFile.Reading(alone, true));
  }

  @Test
  void people_can_read_it_line_by_line() throws IOException {
    List<String> lines = Files.readAllLines(written(Certificates.of(Certificates.logins(2))));

    assertThat(lines)
        .contains(
            "  \"format\": \"barometer-certificate/1\",",
            "  \"as_of\": \"2026-03-31T23:59:59Z\",",
            "    \"scorecard: \\\"usage\\\"\",",
            """
                {"event":{"tenant_id":"demo","account_id":"acme","event_key":"k1","source":"test",\
            "occurred_time":"2026-01-01T10:00:00Z","attributes":{"a":"\\u003c1\\u003e","b":"2"},\
            "activity":{"action":"login","user_id":"user0"}},"event_id":"e1","shard":3,\
            "position":"10","version":"1","recorded_time":"2026-01-01T10:00:00Z"},""");
  }

  @Test
  void no_byte_can_be_changed_unseen() throws IOException {
    byte[] bytes = Files.readAllBytes(written(Certificates.of(Certificates.logins(2))));
    Path changed = folder.resolve("changed.json");
    for (int i = 0; i < bytes.length; i += STEP) {
      byte told = bytes[i];
      bytes[i] = (byte) (told == '1' ? '2' : told == ' ' ? '\t' : told ^ 1);
      Files.write(changed, bytes);
      bytes[i] = told;
      assertThat(asWritten(changed)).as("byte %d, %s", i, (char) told).isFalse();
    }
  }

  @Test
  void what_stands_behind_it_or_is_missing_is_seen() throws IOException {
    Path file = written(Certificates.of(Certificates.logins(2)));
    String text = Files.readString(file);

    Files.writeString(file, text + " ");
    assertThat(holds(file)).isFalse();
    Files.writeString(file, text.substring(0, text.length() - 1));
    assertThat(holds(file)).isFalse();
    Files.writeString(file, text.replace("  \"account\": \"acme\",\n", "$0$0"));
    assertThat(holds(file)).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {}                                      | it does not say that its format is barometer-certificate/1
          []                                      | it is no JSON object
          {"format": "barometer-certificate/1"}   | it has no text "written_by"
          {"format": "barometer-certificate/1     | line 1: Unexpected end-of-input
          score: 80                               | line 1: Unrecognized token 'score'
          {"events": [{"evnt": 1}]}               | event 1: Cannot find field: evnt
          """)
  void what_is_no_certificate_says_why(String text, String why) throws IOException {
    Path file = folder.resolve("broken.json");
    Files.writeString(file, text, StandardCharsets.UTF_8);

    assertThatThrownBy(() -> CertificateFile.read(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith(why);
  }

  private static boolean asWritten(Path file) throws IOException {
    try {
      return CertificateFile.read(file).asWritten();
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  private static boolean holds(Path file) throws IOException {
    try {
      return Proof.of(CertificateFile.read(file)).holds();
    } catch (IllegalArgumentException broken) {
      return false;
    }
  }

  private Path written(Certificate certificate) throws IOException {
    Path file = folder.resolve("certificate.json");
    CertificateFile.write(certificate, file);
    return file;
  }
}
