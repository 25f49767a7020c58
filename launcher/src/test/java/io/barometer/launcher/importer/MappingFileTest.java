package io.barometer.launcher.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingFileTest {
  @TempDir Path folder;

  @Test
  void everything_wrong_is_told_at_once() throws IOException {
    assertThat(
            refused(
                """
                acount: "{id}"
                source: {crm}
                occurred_time: "{at"
                type: actvity
                payload:
                  ticket_opened:
                    priorty: "{p}"
                """))
        .containsExactly(
            "\"acount\" is not known. Did you mean \"account\"?",
            "account is missing: write a constant, or \"{column}\"",
            "source: put the value in quotes, for example \"{column}\"",
            "occurred_time: \"{at\": write {column}, and {{ or }} for a brace itself",
            "payload.ticket_opened: there is no field \"priorty\". Did you mean \"priority\"?",
            "type: there is no event type \"actvity\". Did you mean \"activity\"?");
  }

  @Test
  void a_field_that_holds_fields_asks_for_one_of_them() throws IOException {
    assertThat(
            refused(
                """
                account: a
                source: crm
                occurred_time: "{at}"
                type: profile_changed
                payload:
                  profile_changed:
                    profile: x
                """))
        .containsExactly(
            "payload.profile_changed: \"profile\" holds fields itself: write \"profile.<field>\"");
  }

  @Test
  void the_columns_are_those_of_every_template() throws Exception {
    ImportMapping mapping =
        MappingFile.read(
            file(
                """
                account: "{org}"
                key: "{org}-{id}"
                source: crm
                occurred_time: "{at}"
                type: "{what}"
                payload:
                  profile_changed:
                    profile.arr: "{amount} {currency}"
                attributes:
                  note: "{note}"
                """));

    assertThat(mapping.columns())
        .containsExactly("org", "id", "at", "what", "amount", "currency", "note");
  }

  @Test
  void broken_yaml_is_told_with_its_line() throws IOException {
    ImportRefused refused =
        catchThrowableOfType(
            ImportRefused.class, () -> MappingFile.read(file("account: a\nsource: [b\n")));

    assertThat(refused.getMessage())
        .startsWith("The mapping " + folder.resolve("m.yaml") + " is not valid YAML, line ");
  }

  private List<String> refused(String yaml) throws IOException {
    Path file = file(yaml);
    return catchThrowableOfType(ImportRefused.class, () -> MappingFile.read(file)).lines();
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(folder.resolve("m.yaml"), yaml);
  }
}
