package io.barometer.launcher.show;

import io.barometer.certificate.Certificate;
import io.barometer.certificate.ChainHead;
import io.barometer.certificate.Objection;
import io.barometer.certificate.Proof;
import io.barometer.certificate.Result;
import io.barometer.certificate.Subject;
import io.barometer.model.name.SafeText;
import io.barometer.proto.scoring.v1.ScoreValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Certificates for people: what they say, and what became of it. */
public final class CertificateText {
  private static final String INDENT = "  ";

  private CertificateText() {}

  /** The certificate, the figure beside the one that was computed again, and what that proves. */
  public static List<String> lines(Terminal terminal, Proof proof) {
    Certificate told = proof.certificate();
    Subject subject = told.subject();
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s  %s  as of %s"
            .formatted(
                terminal.paint(Colour.BOLD, SafeText.line(subject.account())),
                ScoreText.withBand(terminal, told.result().score()),
                subject.asOf()));
    row(lines, "Known at", subject.knownAt().toString());
    row(lines, "Model", told.model().name() + " " + told.model().version());
    row(lines, "", told.model().hash());
    row(
        lines,
        "Events",
        "%d, from shard %d up to position %d"
            .formatted(told.prefix().events(), told.prefix().shard(), told.prefix().position()));
    row(lines, "", told.prefix().hash());
    chain(lines, told);
    row(lines, "Told", text(told.result()));
    Result found = proof.recomputed();
    row(lines, "Recomputed", found == null ? "nothing" : text(found));
    lines.addAll(verdict(terminal, proof));
    return lines;
  }

  /** What does not hold, one text each. */
  public static List<String> objections(Proof proof) {
    return proof.objections().stream().map(CertificateText::text).toList();
  }

  private static void chain(List<String> lines, Certificate told) {
    ChainHead chain = told.chain();
    if (chain != null) {
      row(lines, "Store", "its chain ended at position %d with".formatted(chain.position()));
      row(lines, "", chain.hash());
    }
  }

  private static List<String> verdict(Terminal terminal, Proof proof) {
    List<String> lines = new ArrayList<>();
    if (proof.holds()) {
      lines.add(
          terminal.paint(Colour.GREEN, "The same: the score follows from these events and model."));
      lines.addAll(
          Paragraph.lines(
              terminal,
              INDENT,
              "Not proven: that these are all events of the account. Its owner compares the hash"
                  + " of the events, or proves it anew."));
    } else {
      lines.add(terminal.paint(Colour.RED, "This certificate does not hold."));
      objections(proof).forEach(text -> lines.addAll(Paragraph.lines(terminal, INDENT, text)));
    }
    return lines;
  }

  private static String text(Objection objection) {
    String part =
        switch (objection.about()) {
          case MODEL -> "The model: ";
          case EVENTS -> "The events: ";
          case FIGURE -> "The figure: ";
          case FILE -> "The file: ";
        };
    return part + objection.text() + ".";
  }

  private static String text(Result result) {
    String computed =
        result.computed().equals(result.score()) ? "" : "; computed " + text(result.computed());
    return text(result.score()) + computed;
  }

  private static String text(ScoreValue score) {
    String points = score.hasTenths() ? Points.text(score.getTenths()) + " " : "";
    return String.format(
        Locale.ROOT,
        "%s%s, %d %% of the weight",
        points,
        score.getBand(),
        score.getCoveragePercent());
  }

  private static void row(List<String> lines, String what, String text) {
    lines.add("%s%-12s%s".formatted(INDENT, what, SafeText.line(text)));
  }
}
