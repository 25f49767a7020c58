package io.barometer.launcher.demo;

import io.barometer.embedded.MailMessage;
import io.barometer.embedded.Mailbox;
import io.barometer.embedded.SlackMessage;
import io.barometer.embedded.SlackReceiver;
import io.barometer.launcher.client.CommandFailed;
import io.barometer.launcher.client.Connection;
import io.barometer.launcher.show.AlertText;
import io.barometer.launcher.show.Colour;
import io.barometer.launcher.show.Days;
import io.barometer.launcher.show.ExplanationText;
import io.barometer.launcher.show.Paragraph;
import io.barometer.launcher.show.PortfolioText;
import io.barometer.launcher.show.ScoreChart;
import io.barometer.launcher.show.ScoreText;
import io.barometer.launcher.show.Terminal;
import io.barometer.launcher.show.Trends;
import io.barometer.proto.alerting.v1.ListAlertsRequest;
import io.barometer.proto.alerting.v1.ListAlertsResponse;
import io.barometer.proto.scoring.v1.AccountScore;
import io.barometer.proto.scoring.v1.ExplainScoreRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryRequest;
import io.barometer.proto.scoring.v1.GetScoreHistoryResponse;
import io.barometer.proto.scoring.v1.ListScoresRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioRequest;
import io.barometer.proto.scoring.v1.SummarizePortfolioResponse;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** What the demo shows, block by block, each with a sentence that says how to read it. */
final class DemoReport {
  private static final int TEN = 10;
  private static final int SHOWN_MESSAGES = 3;
  private static final int SHOWN_SUBJECTS = 8;

  private final Terminal terminal;
  private final Consumer<String> out;
  private final Connection connection;

  DemoReport(Terminal terminal, Consumer<String> out, Connection connection) {
    this.terminal = terminal;
    this.out = out;
    this.connection = connection;
  }

  /** Shows everything and returns the account that it told about. */
  String show(Instant awakeFrom, SlackReceiver slack, Mailbox mailbox) throws CommandFailed {
    portfolio();
    attention();
    String account = story();
    alerts(awakeFrom);
    slack(slack.messages());
    mail(mailbox.messages());
    return account;
  }

  private void portfolio() {
    SummarizePortfolioResponse summary =
        connection.scoring().summarizePortfolio(SummarizePortfolioRequest.getDefaultInstance());
    heading("The portfolio");
    print(PortfolioText.lines(terminal, summary));
    explain(
        "A score of 0 to 100 says how much and how steadily an account uses the product now, compared with its own past; a"
            + " band is a range of scores. Accounts that left years ago stay in the lowest band.");
  }

  private void attention() {
    List<AccountScore> scores = list("", "attention", TEN);
    heading("The ten accounts that need attention");
    print(ScoreText.table(terminal, scores));
    explain(
        "First come those whose score is low after a fresh loss: there somebody can still do something. Below"
            + " each stands the input that moved its score most in 30 days.");
  }

  private String story() throws CommandFailed {
    AccountScore chosen =
        Story.choose(list("change_30d <= -5", "change_30d", 1000))
            .or(() -> Story.choose(list("", "attention", TEN)))
            .orElseThrow(() -> new CommandFailed("No account has a score."));
    String account = chosen.getAccount().getAccountId();
    heading("One account: " + ScoreText.account(chosen.getAccount()));
    GetScoreHistoryResponse history =
        connection
            .scoring()
            .getScoreHistory(GetScoreHistoryRequest.newBuilder().setAccountId(account).build());
    print(ScoreChart.lines(terminal, history));
    explain(
        "A year of its score, day by day, with all that is known now. It changed by "
            + Trends.text(chosen, 30)
            + " in 30 days and was last active on "
            + Days.day(chosen.getLastActivityTime())
            + ".");
    out.accept("");
    print(
        ExplanationText.lines(
            terminal,
            connection
                .scoring()
                .explainScore(ExplainScoreRequest.newBuilder().setAccountId(account).build())));
    explain("The points add up to the score, and their changes to its change: nothing is hidden.");
    return account;
  }

  private void alerts(Instant awakeFrom) {
    ListAlertsResponse alerts =
        connection
            .alerting()
            .listAlerts(
                ListAlertsRequest.newBuilder()
                    .setFromTime(Days.timestamp(awakeFrom))
                    .setPageSize(TEN)
                    .build());
    heading("The alerts of the last 30 days");
    print(AlertText.table(terminal, alerts.getAlertsList()));
    explain(
        "%d alerts fired in the last 30 days of the data; these are the newest. Those of the seven years before are kept, but woke nobody."
            .formatted(alerts.getTotalSize()));
  }

  private void slack(List<SlackMessage> messages) {
    List<SlackMessage> firing =
        messages.reversed().stream().filter(m -> !resolved(m.lines().getFirst())).toList();
    heading("As Slack received them");
    for (SlackMessage message : firing.stream().limit(SHOWN_MESSAGES).toList()) {
      for (String line : withoutFallback(message.lines())) {
        line.lines().forEach(text -> print(Paragraph.lines(terminal, "  │ ", text)));
      }
      out.accept("");
    }
    explain(
        told(messages.size(), firing.size())
            + " Critical alerts go to Slack; the demo's receiver took them as Slack would have.");
  }

  private void mail(List<MailMessage> messages) {
    List<String> firing =
        messages.reversed().stream()
            .map(MailMessage::subject)
            .filter(subject -> !resolved(subject))
            .toList();
    heading("As the mailbox received them");
    firing.stream()
        .limit(SHOWN_SUBJECTS)
        .forEach(subject -> print(Paragraph.lines(terminal, "  ", "✉ " + subject)));
    explain(
        told(messages.size(), firing.size())
            + " Warnings and good news go out by e-mail, as text and HTML.");
  }

  private static String told(int messages, int firing) {
    return "%d messages: %d alerts that fired, %d that no longer hold; the newest are shown."
        .formatted(messages, firing, messages - firing);
  }

  private static boolean resolved(String text) {
    return text.startsWith("Resolved");
  }

  /** The first line is what a notification shows; the blocks below it say the same and more. */
  private static List<String> withoutFallback(List<String> lines) {
    return lines.size() > 1 ? lines.subList(1, lines.size()) : lines;
  }

  private List<AccountScore> list(String filter, String order, int size) {
    return connection
        .scoring()
        .listScores(
            ListScoresRequest.newBuilder()
                .setFilter(filter)
                .setOrderBy(order)
                .setPageSize(size)
                .build())
        .getScoresList();
  }

  private void heading(String text) {
    out.accept("");
    out.accept(terminal.paint(Colour.BOLD, text));
  }

  private void explain(String sentence) {
    Paragraph.lines(terminal, "", sentence)
        .forEach(line -> out.accept(terminal.paint(Colour.DIM, line)));
  }

  private void print(List<String> lines) {
    lines.forEach(out);
  }
}
