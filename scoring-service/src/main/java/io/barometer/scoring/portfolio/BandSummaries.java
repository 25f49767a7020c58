package io.barometer.scoring.portfolio;

import io.barometer.model.scorecard.Band;
import io.barometer.model.scorecard.Scorecard;
import io.barometer.proto.scoring.v1.BandSummary;
import io.barometer.signals.Facts;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Accounts and revenue per band, worst band first, Unknown last. */
public final class BandSummaries {
  private final Scorecard card;
  private final Map<String, Figures> byBand = new LinkedHashMap<>();

  private static final class Figures {
    int accounts;
    final Map<String, BigDecimal> arr = new TreeMap<>();
  }

  BandSummaries(Scorecard card) {
    this.card = card;
    card.bands().forEach(band -> byBand.put(band.name(), new Figures()));
    byBand.put(Band.UNKNOWN, new Figures());
  }

  /** The bands of a scorecard without figures. */
  public static List<BandSummary> empty(Scorecard card) {
    List<BandSummary> bands = new ArrayList<>();
    for (Band band : card.bands()) {
      bands.add(
          BandSummary.newBuilder().setBand(band.name()).setFromTenths(band.fromTenths()).build());
    }
    return bands;
  }

  /** Counts accounts of a band; one that the active scorecard does not have counts as Unknown. */
  void add(String band, int accounts, String currency, BigDecimal arr) {
    Figures figures = byBand.getOrDefault(band, byBand.get(Band.UNKNOWN));
    if (figures != null) {
      figures.accounts += accounts;
      if (!currency.isEmpty()) {
        figures.arr.merge(currency, arr, BigDecimal::add);
      }
    }
  }

  List<BandSummary> messages() {
    List<BandSummary> messages = new ArrayList<>();
    byBand.forEach((band, figures) -> messages.add(message(band, figures)));
    return messages;
  }

  private BandSummary message(String band, Figures figures) {
    var message = BandSummary.newBuilder().setBand(band).setAccounts(figures.accounts);
    card.bands().stream()
        .filter(known -> known.name().equals(band))
        .findFirst()
        .ifPresent(known -> message.setFromTenths(known.fromTenths()));
    figures.arr.forEach((currency, sum) -> message.addArr(Facts.money(sum, currency)));
    return message.build();
  }
}
