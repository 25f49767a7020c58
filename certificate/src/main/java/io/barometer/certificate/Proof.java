package io.barometer.certificate;

import io.barometer.certificate.Objection.About;
import io.barometer.model.ledger.PastEvent;
import io.barometer.model.score.Scorer;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.ScoreValue;
import io.barometer.signals.EventSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a certificate when everything in it is computed again.
 *
 * @param certificate what it says
 * @param recomputed what came out; null when nothing could be computed
 * @param objections all that does not hold; empty when everything does
 */
public record Proof(
    Certificate certificate, @Nullable Result recomputed, List<Objection> objections) {

  public Proof {
    objections = List.copyOf(objections);
  }

  /** Computes a certificate again: the hash of its model, that of its events, and the figure. */
  public static Proof of(CertificateFile.Reading reading) {
    return new Computation(reading).proof();
  }

  /** Whether the figure is the same, and made of what the certificate says. */
  public boolean holds() {
    return objections.isEmpty();
  }

  /** What the first objection is about, in the order of {@link About}; empty when all holds. */
  public Optional<About> gravest() {
    return objections.stream().map(Objection::about).min(About::compareTo);
  }

  /** One way from a certificate to its proof. */
  private static final class Computation {
    private final CertificateFile.Reading reading;
    private final Certificate told;
    private final List<Objection> objections = new ArrayList<>();

    Computation(CertificateFile.Reading reading) {
      this.reading = reading;
      this.told = reading.certificate();
    }

    Proof proof() {
      Optional<Scorecard> card = card();
      EventCheck.objection(told).ifPresent(text -> object(About.EVENTS, text));
      Optional<List<PastEvent>> events = events();
      Result found = null;
      if (card.isPresent() && events.isPresent()) {
        found = Result.computed(told.subject(), card.get(), events.get());
        compare(told.result(), found);
      }
      if (!reading.asWritten()) {
        object(About.FILE, "something in it was changed after it was written");
      }
      return new Proof(told, found, objections);
    }

    private Optional<Scorecard> card() {
      CertifiedModel model = told.model();
      String hash = Sha256.hex(model.text());
      if (!hash.equals(model.hash())) {
        object(
            About.MODEL,
            "its text was changed: its hash is %s, and that of the certificate %s"
                .formatted(hash, model.hash()));
      }
      try {
        Scorecard card = model.card();
        if (!names(card)) {
          object(About.MODEL, "it is not the one that the certificate names");
        }
        if (Scorer.of(card).ranks()) {
          object(About.MODEL, "it ranks accounts; one account's events prove no rank");
          return Optional.empty();
        }
        return Optional.of(card);
      } catch (IllegalArgumentException unreadable) {
        object(About.MODEL, "this program cannot read it: " + unreadable.getMessage());
        return Optional.empty();
      }
    }

    private boolean names(Scorecard card) {
      return card.name().equals(told.model().name())
          && card.version().equals(told.model().version())
          && card.score().equals(told.subject().scoreName());
    }

    private Optional<List<PastEvent>> events() {
      try {
        return Optional.of(EventSignals.past(told.events()));
      } catch (IllegalArgumentException unknown) {
        object(About.EVENTS, "this program does not understand " + unknown.getMessage());
        return Optional.empty();
      }
    }

    private void compare(Result said, Result found) {
      same("the score", said.score(), found.score());
      same("the computed score", said.computed(), found.computed());
      List<Input> inputs = said.inputs();
      for (int i = 0; i < Math.min(inputs.size(), found.inputs().size()); i++) {
        if (!inputs.get(i).equals(found.inputs().get(i))) {
          object(
              About.FIGURE,
              "%s told, %s computed again".formatted(inputs.get(i), found.inputs().get(i)));
          return;
        }
      }
      if (inputs.size() != found.inputs().size()) {
        object(
            About.FIGURE,
            "%d inputs told, %d computed again".formatted(inputs.size(), found.inputs().size()));
      }
    }

    private void same(String what, ScoreValue said, ScoreValue found) {
      if (!said.equals(found)) {
        object(
            About.FIGURE,
            "%s: %s told, %s computed again".formatted(what, text(said), text(found)));
      }
    }

    private void object(About about, String text) {
      objections.add(new Objection(about, text));
    }

    private static String text(ScoreValue score) {
      String points =
          score.hasTenths() ? score.getTenths() / 10 + "." + score.getTenths() % 10 + " " : "";
      return "%s%s with %d %% of the weight"
          .formatted(points, score.getBand(), score.getCoveragePercent());
    }
  }
}
