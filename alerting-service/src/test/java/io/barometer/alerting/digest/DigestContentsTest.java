package io.barometer.alerting.digest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import com.google.type.Date;
import com.google.type.Money;
import io.barometer.alerting.notify.DigestWording;
import io.barometer.alerting.notify.DigestWording.Line;
import io.barometer.alerting.notify.DigestWording.Section;
import io.barometer.proto.alerting.v1.DigestContent;
import io.barometer.proto.alerting.v1.DigestEntry;
import io.barometer.proto.alerting.v1.DigestPeriod;
import io.barometer.proto.scoring.v1.AccountFacts;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.Driver;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.proto.scoring.v1.Trend;
import io.barometer.routing.match.Matcher;
import io.barometer.routing.match.MatcherReading;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DigestContentsTest {

  private static final LocalDate TODAY = LocalDate.of(2026, 3, 2);

  private static WatchedAccount account(
      String id, int tenths, int change, int renewsIn, boolean critical, String... alerts) {
    LocalDate renewal = TODAY.plusDays(renewsIn);
    AccountScore score =
        AccountScore.newBuilder()
            .setAccount(
                AccountFacts.newBuilder()
                    .setAccountId(id)
                    .setName(id.toUpperCase(java.util.Locale.ROOT))
                    .setOwner(id.startsWith("k") ? "kim" : "lee")
                    .setArr(Money.newBuilder().setCurrencyCode("EUR").setUnits(12_000))
                    .setRenewalDate(
                        Date.newBuilder()
                            .setYear(renewal.getYear())
                            .setMonth(renewal.getMonthValue())
                            .setDay(renewal.getDayOfMonth())))
            .setScore(ScoreValue.newBuilder().setTenths(tenths).setBand("Stable"))
            .addTrends(Trend.newBuilder().setDays(7).setChangeTenths(change))
            .addDrivers(Driver.newBuilder().setText("active users fell from 12 to 3"))
            .setAsOfTime(
                Timestamp.newBuilder()
                    .setSeconds(Instant.parse("2026-03-02T09:00:00Z").getEpochSecond()))
            .build();
    Instant fired =
        Instant.parse(id.startsWith("old") ? "2025-01-01T00:00:00Z" : "2026-03-01T00:00:00Z");
    return new WatchedAccount(score, List.of(alerts), critical, fired);
  }

  private static DigestContent of(List<Matcher> matchers, WatchedAccount... accounts) {
    DigestContents contents = new DigestContents(DigestPeriod.DIGEST_PERIOD_DAILY, matchers);
    for (WatchedAccount account : accounts) {
      contents.add(account);
    }
    return contents.content();
  }

  private static List<String> names(List<DigestEntry> entries) {
    return entries.stream().map(DigestEntry::getAccountId).toList();
  }

  @Test
  void theMostUrgentComesFirst() {
    DigestContent content =
        of(
            List.of(),
            account("old", 0, 0, 200, false, "Below 50"),
            account("low", 300, 0, 200, false, "Below 50"),
            account("lower", 200, 0, 200, false, "Below 50"),
            account("soon", 450, 0, 12, false, "Below 50"),
            account("grave", 490, 0, 300, true, "Fell 20 in 30 days"),
            account("well", 900, 0, 200, false));
    assertThat(names(content.getAtRiskList()))
        .containsExactly("grave", "soon", "lower", "low", "old");
    assertThat(content.getAtRiskTotal()).isEqualTo(5);
    assertThat(content.getAccounts()).isEqualTo(6);
  }

  @Test
  void moversAreThoseOf5PointsAndMoreFallsFirstAndRenewalsThoseOf90Days() {
    DigestContent content =
        of(
            List.of(),
            account("up", 800, 90, 91, false),
            account("down", 500, -50, 90, false),
            account("still", 700, -49, 0, false),
            account("gone", 700, 49, -1, false),
            account("deep", 400, -200, 30, false));
    assertThat(names(content.getMoversList())).containsExactly("deep", "down", "up");
    assertThat(names(content.getRenewalsList())).containsExactly("still", "deep", "down");
  }

  @Test
  void aSubscriberGetsTheAccountsThatMatch() {
    Matcher kims = ((MatcherReading.Accepted) MatcherReading.of("owner=kim")).matcher();
    DigestContent content =
        of(
            List.of(kims),
            account("k-1", 300, 0, 200, false, "Below 50"),
            account("l-1", 300, 0, 200, false, "Below 50"));
    assertThat(names(content.getAtRiskList())).containsExactly("k-1");
    assertThat(content.getAccounts()).isEqualTo(1);
  }

  @Test
  void theWordsSayWhatCountsAndWhatWasLeftOut() {
    WatchedAccount[] accounts = new WatchedAccount[26];
    for (int i = 0; i < accounts.length; i++) {
      accounts[i] = account("k-%02d".formatted(i), 412, -93, 12, true, "Below 50", "Fell by 9");
    }
    DigestWording words = DigestWording.of(of(List.of(), accounts));
    assertThat(words.headline()).isEqualTo("Daily digest: 26 accounts at risk");
    assertThat(words.summary()).isEqualTo("26 accounts watched.");
    assertThat(words.footer()).isEqualTo("Scores of 2 Mar 2026");
    assertThat(words.sections())
        .extracting(Section::title)
        .containsExactly("At risk", "Moved in 7 days", "Renewals in 90 days");
    Section atRisk = words.sections().getFirst();
    assertThat(atRisk.more()).isEqualTo("and 1 more");
    assertThat(atRisk.lines().getFirst())
        .isEqualTo(
            new Line(
                "K-00",
                "41.2 (Stable) · ▼ 9.3 in 7 days · EUR 12,000 · renews in 12 days",
                "Below 50; Fell by 9. active users fell from 12 to 3",
                true));
    assertThat(words.sections().getLast().lines().getFirst().figures())
        .isEqualTo("14 Mar 2026, in 12 days · 41.2 (Stable) · EUR 12,000");
  }

  @Test
  void aQuietDayIsToldInOneSentence() {
    DigestWording words = DigestWording.of(of(List.of(), account("well", 900, 0, 200, false)));
    assertThat(words.headline()).isEqualTo("Daily digest: 0 accounts at risk");
    assertThat(words.summary()).isEqualTo("Nothing needs you: no account of 1 is at risk.");
    assertThat(words.sections()).isEmpty();
  }
}
