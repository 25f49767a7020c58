package io.barometer.launcher.cli;

import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.proto.alerting.v1.PutRuleRequest;
import io.barometer.proto.alerting.v1.PutRuleResponse;
import io.barometer.proto.alerting.v1.Rule;
import io.barometer.proto.alerting.v1.RuleMatches;
import io.barometer.proto.alerting.v1.ValidateRulesResponse;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts rules, none of them when one matches every account and nobody said that it may.
 *
 * @param all how many accounts that is; −1 when nobody said
 */
record RulePut(Connection connection, int all) {

  void put(List<Rule> rules, ValidateRulesResponse valid, Consumer<PutRuleResponse> told)
      throws CommandFailed {
    for (RuleMatches found : valid.getRulesList()) {
      boolean everything = found.getAccounts() > 0 && found.getMatches() == found.getAccounts();
      if (everything && found.getMatches() != all) {
        throw new CommandFailed(
            "The rule %s matches every account now (%d). Nothing was changed. If you mean it, say --matches-all %d."
                .formatted(found.getRule(), found.getMatches(), found.getMatches()));
      }
    }
    for (Rule rule : rules) {
      var request = PutRuleRequest.newBuilder().setRule(rule);
      if (all >= 0) {
        request.setConfirmMatches(all);
      }
      told.accept(connection.alerting().putRule(request.build()));
    }
  }
}
