package io.barometer.routing.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.barometer.routing.desk.Scenario;
import io.barometer.routing.match.Label;
import io.barometer.routing.match.Matcher;
import io.barometer.routing.match.MatcherReading;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTreeTest {
  private static final RouteTree TREE =
      RouteTree.of(
          branch(
              "all",
              "",
              false,
              List.of("mail"),
              branch("archive", "rule=~.*", true, List.of("crm")),
              branch(
                  "critical",
                  "severity=critical",
                  false,
                  List.of("pager"),
                  branch("big", "arr>=100000", false, List.of("chief")),
                  branch("kim", "owner=kim", true, null),
                  branch("emea", "region=emea", false, List.of("emea"))),
              branch("info", "severity=info", false, List.of())));

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "severity=warning; all/archive",
        "severity=critical; all/archive, all/critical",
        "severity=critical,arr=100000; all/archive, all/critical/big",
        "severity=critical,owner=kim,region=emea; "
            + "all/archive, all/critical/kim, all/critical/emea",
        "severity=critical,owner=kim; all/archive, all/critical/kim",
        "severity=info; all/archive, all/info"
      })
  void an_alert_goes_to_the_first_branch_and_on_where_the_branch_says_so(
      String labels, String paths) {
    assertThat(TREE.match(Scenario.labels(labels.split(","))))
        .extracting(Branch::path)
        .containsExactly(paths.strip().split(", "));
  }

  @Test
  void what_no_branch_takes_is_the_parents() {
    RouteTree plain =
        RouteTree.of(
            branch("all", "", false, List.of("mail"), branch("no", "rule=x", false, null)));
    assertThat(plain.match(Scenario.labels("rule=y")))
        .extracting(Branch::path)
        .containsExactly("all");
  }

  @Test
  void a_branch_inherits_what_it_does_not_say() {
    Route child =
        new Route(
            "child",
            List.of(),
            false,
            null,
            Set.of(Label.OWNER),
            null,
            Duration.ofMinutes(1),
            null,
            null,
            List.of(),
            List.of(),
            List.of());
    Route root =
        new Route(
            "all",
            List.of(),
            false,
            List.of("mail"),
            null,
            Duration.ofSeconds(5),
            null,
            Duration.ZERO,
            List.of(new Escalation(Duration.ofHours(1), List.of("head"))),
            List.of("night"),
            List.of(),
            List.of(child));
    assertThat(RouteTree.of(root).branch("all/child"))
        .contains(
            new Branch(
                "all/child",
                List.of("mail"),
                Set.of(Label.OWNER),
                new Timing(Duration.ofSeconds(5), Duration.ofMinutes(1), Duration.ZERO),
                List.of(new Escalation(Duration.ofHours(1), List.of("head"))),
                List.of(),
                List.of()));
  }

  private static Route branch(
      String name,
      String matcher,
      boolean goOn,
      @Nullable List<String> receivers,
      Route... children) {
    List<Matcher> matchers =
        matcher.isEmpty()
            ? List.of()
            : List.of(((MatcherReading.Accepted) MatcherReading.of(matcher)).matcher());
    return new Route(
        name,
        matchers,
        goOn,
        receivers,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        List.of(children));
  }
}
