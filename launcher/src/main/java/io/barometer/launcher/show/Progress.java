package io.barometer.launcher.show;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** How far a task is: a bar where a person watches, otherwise a plain line at every quarter. */
public final class Progress implements AutoCloseable {
  private static final int QUARTERS = 4;

  private final PrintStream out;
  private final String task;
  private final long total;
  private final @Nullable ProgressBar bar;
  private long quarterShown;

  private Progress(PrintStream out, String task, long total, @Nullable ProgressBar bar) {
    this.out = out;
    this.task = task;
    this.total = total;
    this.bar = bar;
  }

  /** Begins a task of so many steps. */
  public static Progress start(Terminal terminal, PrintStream out, String task, long total) {
    return new Progress(
        out, task, total, terminal.interactive() ? bar(terminal, out, task, total) : null);
  }

  /** So many steps are done in all. */
  public void stepTo(long done) {
    if (bar != null) {
      bar.stepTo(done);
      return;
    }
    long quarter = total == 0 ? QUARTERS : done * QUARTERS / total;
    if (quarter > quarterShown) {
      quarterShown = quarter;
      out.printf("%s: %,d of %,d%n", task, done, total);
    }
  }

  @Override
  public void close() {
    if (bar != null) {
      bar.close();
    }
  }

  private static ProgressBar bar(Terminal terminal, PrintStream out, String task, long total) {
    return new ProgressBarBuilder()
        .setTaskName(task)
        .setInitialMax(total)
        .setUpdateIntervalMillis(200)
        .setStyle(ProgressBarStyle.UNICODE_BLOCK)
        .setConsumer(new ConsoleProgressBarConsumer(out, terminal.width() - 1))
        .build();
  }
}
