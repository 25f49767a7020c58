package io.barometer.routing.match;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.desk.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MatcherTest {
  private static final Labels ALERT =
      Scenario.labels("severity=critical", "owner=kim@example.com", "arr=100000", "score=42.5");

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      quoteCharacter = '\'',
      value = {
        "severity=critical # true",
        "severity = \"critical\" # true",
        "severity=\"warning\" # false",
        "severity!=warning # true",
        "owner=~kim@.*|lee@.* # true",
        "owner=~kim # false",
        "owner!~lee@.* # true",
        "plan=\"\" # true",
        "plan!=\"\" # false",
        "plan=~.+ # false",
        "arr>=100000 # true",
        "arr>100000 # false",
        "arr<=100000.0 # true",
        "score<42.50 # false",
        "employees<10 # false",
        "employees>=0 # false"
      })
  void a_matcher_asks_about_one_label(String text, boolean matches) {
    assertThat(MatcherReading.of(text.strip()))
        .isInstanceOfSatisfying(
            MatcherReading.Accepted.class,
            read -> assertThat(read.matcher().matches(ALERT)).isEqualTo(matches));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '#',
      value = {
        "ownr=kim # \"ownr\" is no label; there are account, alert, incident, rule",
        "owner # write an operator after owner: = != =~ !~ > >= < <=",
        "owner>5 # owner is no number: use = != =~ !~",
        "arr>many # \"many\" is no number",
        "owner=~(kim # not a pattern of RE2: missing closing )"
      })
  void what_cannot_be_asked_is_refused_with_what_to_write(String text, String problem) {
    assertThat(MatcherReading.of(text.strip()))
        .isInstanceOfSatisfying(
            MatcherReading.Rejected.class,
            rejected -> assertThat(rejected.problem()).startsWith(problem));
  }

  @Test
  void a_matcher_is_written_as_it_is_read() {
    Matcher odd = accepted("owner=\"a \\\"b\\\" \\\\ c\"");
    assertThat(odd.matches(Scenario.labels("owner=a \"b\" \\ c"))).isTrue();
    assertThat(accepted(odd.toString())).isEqualTo(odd);
    assertThat(accepted("arr >= 5")).hasToString("arr>=5");
  }

  private static Matcher accepted(String text) {
    return ((MatcherReading.Accepted) MatcherReading.of(text)).matcher();
  }
}
