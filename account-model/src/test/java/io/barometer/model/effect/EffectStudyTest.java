package io.barometer.model.effect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EffectStudyTest {
  private static final long DAY = 20_000;

  private final List<AccountDays> accounts = new ArrayList<>();
  private final List<RunDay> runs = new ArrayList<>();

  @Test
  void a_treated_account_is_held_against_the_five_nearest_that_were_not() {
    treated("t", "smb", 400, 520);
    like("a", "smb", 400, 410);
    like("b", "smb", 405, 415);
    like("c", "smb", 390, 400);
    like("d", "smb", 412, 422);
    like("e", "smb", 380, 400);
    like("f", "smb", 449, 949);
    Effect effect = study().after(30);
    assertThat(effect.pairs()).containsExactly(new Pair("t", DAY, 120, 5, 12.0));
    assertThat(effect.difference()).isEqualTo(108.0);
    assertThat(effect.tooFew()).isTrue();
  }

  @Test
  void only_what_is_similar_on_the_day_of_the_trigger_counts() {
    treated("t", "smb", 400, 520);
    like("far", "smb", 451, 900);
    like("other segment", "large", 400, 900);
    like("segment unknown", "", 401, 411);
    accounts.add(days("other band", "smb").add(1, 402, "Critical").add(120, 900, "Healthy"));
    accounts.add(days("no score", "smb").add(121, AccountDays.MISSING, "Unknown"));
    like("at the edge", "smb", 450, 480);
    assertThat(study().after(30).pairs()).containsExactly(new Pair("t", DAY, 120, 2, 20.0));
  }

  @Test
  void whoever_had_a_run_within_90_days_is_not_untreated_whatever_became_of_it() {
    treated("t", "smb", 400, 520);
    like("a", "smb", 400, 900);
    like("b", "smb", 400, 900);
    like("c", "smb", 400, 410);
    runs.add(new RunDay("a", DAY - 90, false));
    runs.add(new RunDay("b", DAY + 90, false));
    runs.add(new RunDay("c", DAY + 91, true));
    assertThat(study().after(30).pairs()).containsExactly(new Pair("t", DAY, 120, 1, 10.0));
  }

  @Test
  void a_skipped_run_is_no_treatment_and_a_repeated_one_no_beginning() {
    like("s", "smb", 400, 900);
    runs.add(new RunDay("s", DAY, false));
    treated("t", "smb", 400, 520);
    runs.add(new RunDay("t", DAY + 90, true));
    like("a", "smb", 400, 400);
    Effect effect = study().after(30);
    assertThat(effect.pairs())
        .extracting(Pair::accountId, Pair::day)
        .containsExactly(org.assertj.core.api.Assertions.tuple("t", DAY));
    assertThat(effect.open()).isZero();
  }

  @Test
  void what_is_not_known_yet_is_open_and_what_has_nobody_like_it_unmatched() {
    treated("t", "smb", 400, 520);
    assertThat(study().after(30).unmatched()).isEqualTo(1);
    assertThat(study().after(121).open()).isEqualTo(1);
    runs.add(new RunDay("gone", DAY, true));
    assertThat(study().after(30).open()).isEqualTo(1);
  }

  @Test
  void the_interval_is_students() {
    for (int i = 0; i < 10; i++) {
      treated("t" + i, "smb", 400, 500 + 10 * i);
    }
    like("a", "smb", 400, 420);
    Effect effect = study().after(60);
    assertThat(effect.tooFew()).isFalse();
    assertThat(effect.treated()).isEqualTo(145.0);
    assertThat(effect.untreated()).isEqualTo(20.0);
    assertThat(effect.difference()).isEqualTo(125.0);
    // differences 80, 90, … 170: s = 30.2765, t(9) = 2.262
    assertThat(effect.halfWidth()).isCloseTo(21.657, within(0.001));
    assertThat(StudentT.quantile(30)).isEqualTo(2.042);
    assertThat(StudentT.quantile(31)).isCloseTo(2.0395, within(0.0005));
    assertThat(StudentT.quantile(120)).isCloseTo(1.9799, within(0.0005));
  }

  private EffectStudy study() {
    return new EffectStudy(accounts, runs);
  }

  private void treated(String id, String segment, int before, int after) {
    like(id, segment, before, after);
    runs.add(new RunDay(id, DAY, true));
  }

  /** One score on the day, another on the 120 days after it. */
  private void like(String id, String segment, int before, int after) {
    accounts.add(days(id, segment).add(1, before, "At Risk").add(120, after, "At Risk"));
  }

  private static AccountDays days(String id, String segment) {
    return new AccountDays(id, segment, DAY);
  }
}
