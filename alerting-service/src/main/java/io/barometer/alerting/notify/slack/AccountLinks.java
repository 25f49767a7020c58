package io.barometer.alerting.notify.slack;

import static io.barometer.alerting.notify.slack.SlackText.escaped;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.barometer.alerting.notify.AlertNews;
import io.barometer.alerting.notify.DigestNews;
import io.barometer.alerting.notify.GroupNews;
import io.barometer.alerting.notify.News;
import io.barometer.alerting.notify.PlaybookNews;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.AccountFacts;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where people look at accounts: {@code barometer.links.account}, with {account} for the id. */
@ApplicationScoped
class AccountLinks {
  private static final int MOST = 5;
  private static final int NAME_LENGTH = 60;

  private final String template;

  AccountLinks(@ConfigProperty(name = "barometer.links.account") Optional<String> template) {
    this.template = template.orElse("");
  }

  /** A link to each account that news are about, the first few; none when nobody said where. */
  List<String> of(News news) {
    Map<String, String> links = new LinkedHashMap<>();
    if (!template.isBlank()) {
      for (AlertNews alert : alerts(news)) {
        AccountFacts facts = alert.score().getAccount();
        links.putIfAbsent(facts.getAccountId(), link(facts));
      }
    }
    return links.values().stream().limit(MOST).toList();
  }

  private static List<AlertNews> alerts(News news) {
    return switch (news) {
      case AlertNews alert -> List.of(alert);
      case GroupNews group -> group.alerts();
      case PlaybookNews _, DigestNews _ -> List.of();
    };
  }

  private String link(AccountFacts facts) {
    String id = URLEncoder.encode(facts.getAccountId(), UTF_8).replace("+", "%20");
    String name = facts.getName().isBlank() ? facts.getAccountId() : facts.getName();
    String label = escaped(SafeText.line(name, NAME_LENGTH)).replace("|", "¦");
    return "<" + template.replace("{account}", id) + "|" + label + ">";
  }
}
