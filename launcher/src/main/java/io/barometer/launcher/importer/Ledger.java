package io.barometer.launcher.importer;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.BadRequest;
import com.google.rpc.Status;
import io.barometer.launcher.show.Progress;
import io.barometer.proto.ingestion.v1.RefusedEvent;
import io.barometer.proto.ingestion.v1.StreamEventsResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the service answered, batch by batch, in words of the file's rows. */
final class Ledger implements EventStream.Listener {
  private static final Pattern EVENT_PATH = Pattern.compile("events\\[(\\d+)]\\.?(.*)");

  private final RejectFile rejects;
  private final Progress progress;
  private final List<Problem> refusedBatch = new ArrayList<>();
  private long acknowledged;
  private long recorded;
  private long duplicates;

  Ledger(RejectFile rejects, Progress progress) {
    this.rejects = rejects;
    this.progress = progress;
  }

  void reject(long row, List<String> cells, List<Problem> problems) {
    rejects.add(row, cells, problems);
  }

  @Override
  public synchronized void acknowledged(Batch batch, StreamEventsResponse response) {
    acknowledged += batch.size();
    recorded += response.getRecorded();
    duplicates += response.getDuplicates();
    for (RefusedEvent refused : response.getRefusedList()) {
      if (refused.getIndex() < 0) {
        refusedBatch.addAll(problems(batch, refused.getStatus()));
      } else {
        Item.Good item = batch.item(refused.getIndex());
        List<Problem> problems = List.of(problem(item.row(), refused.getStatus()));
        rejects.add(item.row(), item.cells(), problems);
      }
    }
    progress.stepTo(acknowledged);
  }

  /** An ATOMIC batch that the service refused ends the import. */
  synchronized void throwIfRefused() throws ImportRefused {
    if (!refusedBatch.isEmpty()) {
      throw new ImportRefused(
          "The service refused a row. %,d events before it are recorded; correct the row and import again: what is recorded is recognised."
              .formatted(recorded + duplicates),
          refusedBatch.stream().limit(50).toList());
    }
  }

  synchronized long recorded() {
    return recorded;
  }

  synchronized long duplicates() {
    return duplicates;
  }

  private static Problem problem(long row, Status status) {
    List<BadRequest.FieldViolation> violations = violations(status);
    if (violations.isEmpty()) {
      return new Problem(row, "", status.getMessage());
    }
    BadRequest.FieldViolation first = violations.getFirst();
    Matcher path = EVENT_PATH.matcher(first.getField());
    return new Problem(
        row, path.matches() ? path.group(2) : first.getField(), first.getDescription());
  }

  private static List<Problem> problems(Batch batch, Status status) {
    List<Problem> problems = new ArrayList<>();
    for (BadRequest.FieldViolation violation : violations(status)) {
      Matcher path = EVENT_PATH.matcher(violation.getField());
      if (path.matches() && Integer.parseInt(path.group(1)) < batch.size()) {
        long row = batch.item(Integer.parseInt(path.group(1))).row();
        problems.add(new Problem(row, path.group(2), violation.getDescription()));
      }
    }
    if (problems.isEmpty()) {
      long first = batch.item(0).row();
      long last = batch.item(batch.size() - 1).row();
      problems.add(
          new Problem(0, "", "rows " + first + " to " + last + ": " + status.getMessage()));
    }
    return problems;
  }

  private static List<BadRequest.FieldViolation> violations(Status status) {
    for (Any detail : status.getDetailsList()) {
      if (detail.is(BadRequest.class)) {
        try {
          return detail.unpack(BadRequest.class).getFieldViolationsList();
        } catch (InvalidProtocolBufferException _) {
          return List.of();
        }
      }
    }
    return List.of();
  }
}
